namespace Saccade.Counting.Rollouts;

/// <summary>A count: its points one by one, and how it ended.</summary>
/// <param name="Points">In the order in which they were chosen.</param>
/// <param name="Reason">Why there are no more.</param>
/// <param name="Done">Probability of "no more" when it ended.</param>
public sealed record CountResult(IReadOnlyList<CountedPoint> Points, StopReason Reason, double Done)
{
    /// <summary>How many there are; of one who counts without pointing other than the number of points.</summary>
    public int Count { get; init; } = Points.Count;

    /// <summary>How many things have probably been missed, by what the run learnt of its own misses on validation; null where it learnt nothing of them.</summary>
    public double? Missed { get; init; }
}
