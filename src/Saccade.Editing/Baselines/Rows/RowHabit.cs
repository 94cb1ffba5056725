using Saccade.Editing.Grid;

namespace Saccade.Editing.Baselines.Rows;

/// <summary>
/// Says rows to come from rows before them without a model of what is heard and seen: what anything trained has to beat. Fitted to training timelines, in native units. Letters: T rows that
/// are given, K tracks, V values of a track.
/// </summary>
internal abstract class RowHabit
{
    /// <summary>The baseline's stable name.</summary>
    public abstract string Name { get; }

    /// <summary>Looks at the training timelines, all of one layout.</summary>
    public abstract void Fit(IReadOnlyList<TimelineGrid> training);

    /// <summary>Says the rows that follow one another after those that are given.</summary>
    /// <param name="timeline">Whose rows; only the first <paramref name="given"/> may be looked at.</param>
    /// <param name="given">T</param>
    /// <param name="rows">(N, K, V): the row after the last given one first.</param>
    /// <param name="confidence">(N, K): how likely each is right.</param>
    public abstract void Say(TimelineGrid timeline, int given, Span<float> rows, Span<float> confidence);
}
