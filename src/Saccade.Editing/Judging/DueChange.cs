using Saccade.Editing.Content;
using Saccade.Editing.Corpora;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sets;

namespace Saccade.Editing.Judging;

/// <summary>A change that an editor's rules call for.</summary>
/// <param name="Step">The first step at which it is seen.</param>
/// <param name="Track">From 0.</param>
/// <param name="Habit">The rule.</param>
/// <param name="Right">(V): what the track is to show from then on.</param>
internal sealed record DueChange(int Step, int Track, string Habit, ReadOnlyMemory<float> Right)
{
    // A tenth are whims; of other rules next to nothing comes true.
    private const double LeastFollowed = 0.5;

    /// <summary>
    /// All of a stored timeline, by the oracle (<see cref="Oracle"/>): of made-up editors the rules are known, and what they call for follows from rows and content. Null of all others, and
    /// of timelines whose content, layout, step or classes are not the corpus', which is seen by rules that hardly ever come true.
    /// </summary>
    public static IReadOnlyList<DueChange>? Of(StoredGrid stored)
    {
        var grid = stored.Grid;
        if (Editor.All.FirstOrDefault(e => e.Name == stored.Editor) is not { } editor || grid.Layout != GridLayout.Nine || grid.Step != TimelineGrid.DefaultStep
            || grid.Content is not { } content || !content.Names.SequenceEqual(ContentFeatures.Names))
            return null;
        DueChange[] due = [.. new Oracle(editor).Decisions(grid, new ContentFeatures(content.Values.ToArray())).Select(d => new DueChange(d.Step, d.Track, d.Habit, Cell(d.Right)))];
        var values = grid.Layout.Values.Count;
        return due.Count(d => grid.Row(d.Step).Slice(d.Track * values, values).SequenceEqual(d.Right.Span)) < LeastFollowed * due.Length ? null : due;
    }

    /// <summary>Those of a stretch, counted from its first step.</summary>
    public static IReadOnlyList<DueChange> Within(IEnumerable<DueChange> due, int first, int steps) =>
        [.. due.Where(d => d.Step >= first && d.Step < first + steps).Select(d => d with { Step = d.Step - first })];

    private static float[] Cell(TrackState state)
    {
        var cell = new float[GridLayout.Nine.Values.Count];
        state.Write(cell);
        return cell;
    }
}
