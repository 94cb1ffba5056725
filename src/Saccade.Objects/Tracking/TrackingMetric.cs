using Saccade.Training;

namespace Saccade.Objects.Tracking;

/// <summary>
/// How good tracks are, over all clips together. <c>mota</c>: one less the share of misses, false positives and switches of identity among the true
/// sightings (Bernardin and Stiefelhagen 2008; it may be negative). <c>idf1</c>: the share of sightings and points that agree when each object has one track
/// (Ristani et al., "Performance measures and a data set for multi-target, multi-camera tracking", 2016). <c>purity</c>: the share of the frames in which
/// tracks are upon an object that belong to the object each is upon most.
/// </summary>
public sealed class TrackingMetric : IMetric
{
    private readonly Func<TrackingCounts, double> value;

    private TrackingMetric(string name, string meaning, bool isShare, Func<TrackingCounts, double> value) =>
        (Name, Meaning, IsShare, this.value) = (name, meaning, isShare, value);

    public static TrackingMetric Mota { get; } = new(
        "mota", "one less the share of sightings that tracks miss, invent or give to another track than before", isShare: false,
        c => c.Sightings > 0 ? 1 - (double)(c.Misses + c.FalsePositives + c.Switches) / c.Sightings : double.NaN);

    public static TrackingMetric Idf1 { get; } = new(
        "idf1", "the share of sightings and track points that agree when each object has one track", isShare: true,
        c => c.Sightings + c.Points > 0 ? 2.0 * c.IdentityMatches / (c.Sightings + c.Points) : double.NaN);

    public static TrackingMetric Purity { get; } = new(
        "purity", "the share of tracks' frames that belong to the object they follow most", isShare: true,
        c => c.Matches > 0 ? (double)c.PureMatches / c.Matches : double.NaN);

    public string Name { get; }
    public string Meaning { get; }
    public bool HigherIsBetter => true;

    /// <summary>Tracks are made before anything is learnt: there is no baseline to beat.</summary>
    public bool IsClaim => false;

    public bool IsShare { get; }

    /// <summary>Of the counts of one or more clips; NaN where there is nothing to judge.</summary>
    public double Of(TrackingCounts counts) => value(counts);

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        var sum = new TrackingCounts();
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Tracking is { } clip)
                sum += counts[i] * clip;
        }
        return value(sum);
    }
}
