using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;

namespace Saccade.Counting.Reporting;

/// <summary>One way in which counting goes wrong, and how far it has in an image.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="What">What happens there, in a sentence.</param>
/// <param name="Extent">Of an image: how often; 0 where it does not happen.</param>
internal sealed record CountFailure(string Title, string What, Func<CountRecord, int> Extent)
{
    public static IReadOnlyList<CountFailure> All { get; } =
    [
        new("Counted twice", "A point lies near a thing that another point stands for already.", Duplicates),
        new("Missed", "A thing has no point, though counting went on after the neighbours were counted.", r => IsFinished(r) && r.Count.Count >= r.Truth.Count ? Missed(r) : 0),
        new("Stopped early", "The model said that there is no more while things were left.", r => IsFinished(r) && r.Count.Count < r.Truth.Count ? Missed(r) : 0),
        new("Never stopped", "The model went on after everything had its point, or until it was stopped.", Beyond),
    ];

    private static bool IsFinished(CountRecord record) => record.Count.Reason == StopReason.NoMore;

    private static int Missed(CountRecord record) => CountJudge.Missed(record.Count, record.Truth);

    private static int Duplicates(CountRecord record) => PointMatching.Duplicates(Points(record), record.Truth, CountingMetrics.Radius, Pairs(record)).Count();

    /// <summary>Points after the last that stands for a thing.</summary>
    private static int Beyond(CountRecord record) =>
        IsFinished(record) && Missed(record) > 0 ? 0 : record.Count.Count - Pairs(record).Select(p => p.Said + 1).DefaultIfEmpty(0).Max();

    private static IReadOnlyList<PointPair> Pairs(CountRecord record) => PointMatching.Pairs(Points(record), record.Truth, CountingMetrics.Radius);

    private static PointPixels[] Points(CountRecord record) => [.. record.Count.Points.Select(p => p.Place)];
}
