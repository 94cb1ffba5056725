using Saccade.Counting.Data;
using Saccade.Counting.Rollouts;
using Saccade.Training;

namespace Saccade.Counting.Metrics;

/// <summary>What is measured of counts, whoever counted. Distances are in pixels of an image whose longer side has 384, as in the reports.</summary>
public static class CountingMetrics
{
    public const string Exact = "count_exact", MeanError = "count_mae", RootError = "count_rmse", Bias = "count_bias", PointF1 = "point_f1", Finished = "finished";
    public const string Duplicates = "point_duplicates", Misses = "point_misses", DoneRanking = "done_auc", DonePrecision = "done_precision", DoneRecall = "done_recall";
    public const string StopError = "stop_error", StoppedEarly = "stopped_early", StoppedLate = "stopped_late", MissedObjects = "missed_objects", MissedExpected = "missed_expected";

    /// <summary>Names of numbers that metrics take quantiles and rankings of.</summary>
    public const string PixelErrors = "pixel_errors", NextErrors = "next_errors", AnyErrors = "any_errors";

    /// <summary>Probabilities of "no more" at taught steps with nothing left and before; and at a model's own steps.</summary>
    public const string DoneAtEnd = "done_at_end", DoneBefore = "done_before", OwnDoneAtEnd = "own_done_at_end", OwnDoneBefore = "own_done_before";

    /// <summary>The longer side that distances are given for.</summary>
    public const double LongAxis = 384;

    /// <summary>A point this near to a thing is that thing's.</summary>
    public const double Radius = 12;

    /// <summary>How far off counts may be, in things and in per cent of the true count.</summary>
    internal static IReadOnlyList<int> WithinThings { get; } = [1, 5, 10];

    internal static IReadOnlyList<int> WithinPercents { get; } = [5, 10, 20];

    /// <summary>What is said of all images, and again of those with so many things and of each kind.</summary>
    private static readonly IMetric[] Parted = [Share(Exact, "share of images that are counted exactly", isClaim: true), new RatioMetric(MeanError, "how far counts lie from the true ones on average", higherIsBetter: false)];

    public static IReadOnlyList<IMetric> All { get; } =
    [
        .. Parted,
        PointScore.F1(PointF1, (int)Radius, isClaim: true),
        Number(RootError, "root of the mean squared distance of counts from the true ones", isRoot: true),
        Description(Bias, "how much too high counts are on average; below 0 too low"),
        .. WithinThings.Select(n => Share(Within(n), $"share of images whose count is at most {n} off")),
        .. WithinPercents.Select(p => Share(WithinPercent(p), $"share of images whose count is at most {p} % of the true one off")),
        Share(Finished, "share of images at which the model itself said that there is no more"),
        PointScore.Precision("point_precision", (int)Radius), PointScore.Recall("point_recall", (int)Radius),
        .. CountJudge.Radii.Where(r => r != (int)Radius).Select(r => PointScore.F1($"{PointF1}_{r}", r, isClaim: false)),
        Number(Duplicates, "share of points that count a thing again"), Number(Misses, "share of things without a point"),
        .. Quantiles("pixel_error", PixelErrors, share => $"how far {share} of the things lie from their points at most, in pixels of 384; a missed one counts as 12"),
        .. CountJudge.HitRadii.Select(r => High(NextHit(r), $"share of taught steps that point at the next thing in order, within {r} pixels of 384")),
        .. CountJudge.HitRadii.Select(r => High(AnyHit(r), $"share of taught steps that point at anything not visited yet, within {r} pixels of 384")),
        .. Quantiles("next_error", NextErrors, share => $"how far {share} of taught steps point beside the next thing in order at most, in pixels of 384"),
        .. Quantiles("any_error", AnyErrors, share => $"how far {share} of taught steps point beside the nearest thing not visited yet at most, in pixels of 384"),
        new RankingMetric(DoneRanking, "probability that 'no more' is likelier at a step with nothing left than at one before; exact marks", DoneAtEnd, DoneBefore),
        High(DonePrecision, "share of taught steps said to be the end that are"), High(DoneRecall, "share of taught steps with nothing left that are said to be the end"),
        new EventCalibration("done_ece", "how far probabilities of 'no more' are off at a model's own steps (expected calibration error)", OwnDoneAtEnd, OwnDoneBefore),
        Number(StopError, "steps that it stopped too early or too late, on average"),
        Number(StoppedEarly, "share of images at which it stopped before it had pointed at everything"), Number(StoppedLate, "share of images at which it went on after it had pointed at everything"),
        Number(MissedObjects, "things of an image without a point, on average"), Description(MissedExpected, "the same as the model estimates it from how sure it was of the end"),
        .. DensityBin.All.SelectMany(bin => Parted.Select(m => new PartMetric(m, bin.Name, $"images with {bin.Words}", o => bin.Holds(CountRecord.Things(o))))),
        .. Enum.GetValues<ImageTraits>().Where(t => t != ImageTraits.None)
            .SelectMany(trait => Parted.Select(m => new PartMetric(m, trait.ToString().ToLowerInvariant(), TraitWords.Of(trait), o => CountRecord.TraitsOf(o).HasFlag(trait)))),
    ];

    public static string Within(int things) => $"count_within_{things}";

    public static string WithinPercent(int percent) => $"count_within_{percent}_percent";

    public static string NextHit(int radius) => $"next_hit_{radius}";

    public static string AnyHit(int radius) => $"any_hit_{radius}";

    /// <summary>What a model that goes step by step said of an image, beside the truth; it stops where "no more" is likelier than anything that is left.</summary>
    /// <param name="image">With the truth.</param>
    /// <param name="trace">What it did by itself, as far as it goes beyond its end.</param>
    /// <param name="taught">What it said at taught steps.</param>
    public static SampleOutput Judge(CountingImage image, CountTrace trace, IReadOnlyList<StepAnswer> taught) => CountJudge.Judge(CountRecord.Of(image, trace, taught));

    /// <summary>A count of one who does not go step by step, beside the truth.</summary>
    public static SampleOutput Judge(CountingImage image, CountResult said) => CountJudge.Judge(CountRecord.Of(image, said));

    private static RatioMetric Share(string name, string meaning, bool isClaim = false) => new(name, meaning, higherIsBetter: true) { IsClaim = isClaim, IsShare = true };

    private static RatioMetric High(string name, string meaning) => new(name, meaning, higherIsBetter: true) { IsClaim = false };

    private static RatioMetric Number(string name, string meaning, bool isRoot = false) => new(name, meaning, higherIsBetter: false) { IsClaim = false, IsRoot = isRoot };

    private static RatioMetric Description(string name, string meaning) => new(name, meaning, higherIsBetter: false) { IsClaim = false, HasDirection = false };

    private static IEnumerable<QuantileMetric> Quantiles(string name, string of, Func<string, string> meaning) =>
        [new($"{name}_median", meaning("half"), of, 0.5), new($"{name}_p90", meaning("90 %"), of, 0.9), new($"{name}_p95", meaning("95 %"), of, 0.95)];
}
