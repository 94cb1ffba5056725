using Saccade.Editing.Content;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Corpora;

/// <summary>
/// Knows an editor's rules: says of every step, from what lies before it, which changes are due and what would be right. No model can be right more often; the editor is not
/// either, since a tenth of the decisions are whims.
/// </summary>
public sealed class Oracle(Editor editor)
{
    public Editor Editor { get; } = editor;

    /// <summary>The changes that the rules call for at a step: at most one a track.</summary>
    public IReadOnlyList<Decision> Due(SoFar soFar)
    {
        List<Decision>? due = null;
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            var before = soFar.Track(track, 1);
            var (right, habit) = (before, "");
            foreach (var asked in Editor.Habits)
            {
                if (asked.Track == track && asked.Apply(soFar, right) is var wanted && wanted != right)
                    (right, habit) = (wanted, asked.Name);
            }
            if (right != before)
                (due ??= []).Add(new Decision(soFar.Step, track, habit, right));
        }
        return due ?? [];
    }

    /// <summary>Every change that the rules call for in a timeline, each judged by what really lies before it.</summary>
    /// <param name="grid">Of nine values, with the classes of <see cref="Grid.Sampling.AssetRules.Separate"/>.</param>
    /// <param name="content">As many steps.</param>
    public IEnumerable<Decision> Decisions(TimelineGrid grid, ContentFeatures content)
    {
        for (var step = 1; step < grid.Steps; step++)
        {
            foreach (var decision in Due(new SoFar(grid.Values.Span, content.Values.Span, step)))
                yield return decision;
        }
    }
}
