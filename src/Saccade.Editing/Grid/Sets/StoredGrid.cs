using Saccade.Training;

namespace Saccade.Editing.Grid.Sets;

/// <summary>A grid with its place in a set.</summary>
/// <param name="Grid">The numbers.</param>
/// <param name="Project">Grids of one project lie in one split: usually <see cref="TimelineGrid.Project"/>.</param>
/// <param name="Split">Null when whoever opens the set is to draw the splits.</param>
public sealed record StoredGrid(TimelineGrid Grid, string Project, Split? Split)
{
    /// <summary>Who made the timeline; null when nobody knows. Of corpora with known habits it is known.</summary>
    public string? Editor { get; init; }
}
