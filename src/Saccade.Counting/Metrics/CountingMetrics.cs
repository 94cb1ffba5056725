using Saccade.Counting.Data;
using Saccade.Counting.Rollouts;
using Saccade.Training;

namespace Saccade.Counting.Metrics;

/// <summary>What is measured of counts, whoever counted. Distances are in pixels of an image whose longer side has 384, as in the reports.</summary>
public static class CountingMetrics
{
    public const string Exact = "count_exact", MeanError = "count_mae", Bias = "count_bias", WithinOne = "count_within_1", PointF1 = "point_f1", Finished = "finished";
    public const string MedianPixelError = "pixel_error_median", LargePixelError = "pixel_error_p95", DoneRanking = "done_auc";

    /// <summary>Names of numbers that metrics take quantiles and rankings of.</summary>
    public const string PixelErrors = "pixel_errors", DoneAtEnd = "done_at_end", DoneBefore = "done_before";

    /// <summary>The longer side that distances are given for.</summary>
    public const double LongAxis = 384;

    /// <summary>A point this near to a thing is that thing's.</summary>
    public const double Radius = 12;

    public static IReadOnlyList<IMetric> All { get; } =
    [
        new RatioMetric(Exact, "share of images that are counted exactly", higherIsBetter: true),
        new RatioMetric(MeanError, "how far counts lie from the true ones on average", higherIsBetter: false),
        new RatioMetric(PointF1, "F1 of points that lie within 12 pixels (of 384) of a thing, one to one", higherIsBetter: true),
        new RatioMetric(WithinOne, "share of images whose count is at most one off", higherIsBetter: true) { IsClaim = false },
        new RatioMetric(Bias, "how much too high counts are on average; below 0 too low", higherIsBetter: false) { IsClaim = false },
        new RatioMetric(Finished, "share of images at which the model itself said that there is no more", higherIsBetter: true) { IsClaim = false },
        new QuantileMetric(MedianPixelError, "how far half of the things lie from their points at most, in pixels of 384; a missed one counts as 12", PixelErrors, 0.5),
        new QuantileMetric(LargePixelError, "how far 95 % of the things lie from their points at most, in pixels of 384; a missed one counts as 12", PixelErrors, 0.95),
        new RankingMetric(DoneRanking, "probability that 'no more' is likelier at a step with nothing left than at one before; exact marks", DoneAtEnd, DoneBefore),
    ];

    /// <summary>A count beside the truth.</summary>
    public static SampleOutput Judge(CountingImage image, CountResult said)
    {
        var pixels = LongAxis / Math.Max(image.Picture.Width, image.Picture.Height);
        var distances = PointMatching.Distances([.. said.Points.Select(p => p.Place)], image.Places, Radius / pixels);
        var error = said.Count - image.Places.Count;
        var ratios = new Dictionary<string, Ratio>(StringComparer.Ordinal)
        {
            [Exact] = new(error == 0 ? 1 : 0, 1),
            [MeanError] = new(Math.Abs(error), 1),
            [Bias] = new(error, 1),
            [WithinOne] = new(Math.Abs(error) <= 1 ? 1 : 0, 1),
            [Finished] = new(said.Reason == StopReason.NoMore ? 1 : 0, 1),
            [PointF1] = new(2 * distances.Count, said.Count + image.Places.Count),
        };
        // A missed thing is an error too: leaving it out would reward pointing at easy things alone.
        float[] errors = [.. distances.Select(d => (float)(d * pixels)), .. Enumerable.Repeat((float)Radius, image.Places.Count - distances.Count)];
        return new SampleOutput { Id = image.Id, Ratios = ratios, Values = errors.Length > 0 ? new Dictionary<string, IReadOnlyList<float>> { [PixelErrors] = errors } : null };
    }
}
