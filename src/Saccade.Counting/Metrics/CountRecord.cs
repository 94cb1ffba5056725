using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Training;

namespace Saccade.Counting.Metrics;

/// <summary>
/// What was said of an image beside the truth, whoever said it: the numbers of a <see cref="SampleOutput"/> as what they are. All that metrics, stopping and reports need is in it. Places are in pixels of an image
/// whose longer side has 384.
/// </summary>
internal sealed record CountRecord
{
    private const string TruthValues = "truth", PointValues = "points", EndValues = "ends", TaughtValues = "taught", OtherValues = "image";
    private const int NobodySaid = -1, NumbersOfStep = 4;

    public required string Id { get; init; }

    /// <summary>The things in the order of counting.</summary>
    public required IReadOnlyList<PointPixels> Truth { get; init; }

    public ImageTraits Traits { get; init; }

    /// <summary>What a model did by itself; null of one who counts without steps.</summary>
    public CountTrace? Trace { get; init; }

    /// <summary>The count of one who counts without steps, and its points, if it has any.</summary>
    public CountResult? Said { get; init; }

    /// <summary>What was said at taught steps; none of one without steps.</summary>
    public IReadOnlyList<StepAnswer> Taught { get; init; } = [];

    /// <summary>What shifts log-odds of "no more" where it stops, besides an estimate of what it has missed.</summary>
    public CountStopping Stopping { get; init; } = CountStopping.Plain;

    /// <summary>The count.</summary>
    public CountResult Count => Said ?? Stopping.Decide(Trace!);

    /// <summary>The probability of "no more" that log-odds of the record stand for.</summary>
    public double Done(double end) => LogOdds.Probability(end + Stopping.Prior);

    /// <summary>How many things there are in an output's image, without making a record of it.</summary>
    public static int Things(SampleOutput output) => output.Values is { } values && values.TryGetValue(TruthValues, out var truth) ? truth.Count / 2 : NobodySaid;

    /// <summary>What is known of an output's image, likewise.</summary>
    public static ImageTraits TraitsOf(SampleOutput output) => output.Values is { } values && values.TryGetValue(OtherValues, out var other) ? (ImageTraits)(int)other[0] : ImageTraits.None;

    /// <summary>Pixels of 384 for one of an image.</summary>
    public static double PixelsOf(CountingImage image) => CountingMetrics.LongAxis / Math.Max(image.Picture.Width, image.Picture.Height);

    public static CountRecord Of(CountingImage image, CountTrace trace, IReadOnlyList<StepAnswer> taught)
    {
        var pixels = PixelsOf(image);
        return About(image) with { Trace = trace with { Points = Scaled(trace.Points, pixels) }, Taught = [.. taught.Select(t => t with { Place = Scaled(t.Place, pixels) })] };
    }

    public static CountRecord Of(CountingImage image, CountResult said) =>
        About(image) with { Said = said with { Points = [.. said.Points.Select(p => p with { Place = Scaled(p.Place, PixelsOf(image)) })], Count = said.Count } };

    /// <summary>The record that an output holds.</summary>
    public static CountRecord Of(SampleOutput output)
    {
        var values = output.Values ?? throw new RunException($"the output of '{output.Id}' holds no count: judge the run again with 'saccade evaluate'");
        if (!values.TryGetValue(TruthValues, out var truth) || !values.TryGetValue(OtherValues, out var other))
            throw new RunException($"the output of '{output.Id}' is of an older version: judge the run again with 'saccade evaluate'");
        var record = new CountRecord { Id = output.Id, Truth = Places(truth), Traits = (ImageTraits)(int)other[0] };
        var (points, reason) = (Places(values[PointValues]), (StopReason)(int)other[1]);
        if ((int)other[2] != NobodySaid)
            return record with { Said = new([.. points.Select(p => new CountedPoint(p, 1))], reason, 1) { Count = (int)other[2] } };
        record = record with { Stopping = new() { Prior = other[3], Shift = other[4] } };
        var taught = values[TaughtValues].Chunk(NumbersOfStep).Select(s => new StepAnswer((int)s[0], s[1], new(s[2], s[3])));
        return record with { Trace = new(points, [.. values[EndValues].Select(e => (double)e)], reason), Taught = [.. taught] };
    }

    /// <summary>The numbers by which an output holds the record.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<float>>> Values()
    {
        yield return new(TruthValues, Numbers(Truth));
        yield return new(OtherValues, [(int)Traits, (int)(Trace?.Last ?? Said!.Reason), Said?.Count ?? NobodySaid, (float)Stopping.Prior, (float)Stopping.Shift]);
        yield return new(PointValues, Numbers(Trace?.Points ?? [.. Said!.Points.Select(p => p.Place)]));
        if (Trace is null)
            yield break;
        yield return new(EndValues, [.. Trace.Ends.Select(Short)]);
        yield return new(TaughtValues, [.. Taught.SelectMany(t => new[] { t.Visited, Short(t.End), Short(t.Place.X), Short(t.Place.Y) })]);
    }

    private static CountRecord About(CountingImage image) => new() { Id = image.Id, Truth = Scaled(image.Places, PixelsOf(image)), Traits = image.Traits };

    private static PointPixels[] Scaled(IReadOnlyList<PointPixels> places, double by) => [.. places.Select(p => Scaled(p, by))];

    private static PointPixels Scaled(PointPixels place, double by) => new(place.X * by, place.Y * by);

    private static float[] Numbers(IReadOnlyList<PointPixels> places) => [.. places.SelectMany(p => new[] { Short(p.X), Short(p.Y) })];

    private static PointPixels[] Places(IReadOnlyList<float> numbers) => [.. numbers.Chunk(2).Select(p => new PointPixels(p[0], p[1]))];

    // A hundredth of a pixel is nothing, and outputs are kept as text.
    private static float Short(double value) => (float)Math.Round(value, 2);
}
