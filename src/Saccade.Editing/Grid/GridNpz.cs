using Saccade.Editing.Grid.Npz;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Grid;

/// <summary>Grids as one npz file of <see cref="GridArrays"/>.</summary>
public static class GridNpz
{
    /// <exception cref="ArgumentException">There is none, or layouts or steps differ.</exception>
    /// <exception cref="RunException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<TimelineGrid> grids)
    {
        if (grids.Count == 0 || grids.Any(g => g.Layout != grids[0].Layout || g.Step != grids[0].Step))
            throw new ArgumentException("An npz file holds at least one grid, and grids of one layout and one step.", nameof(grids));
        var (layout, step) = (grids[0].Layout, grids[0].Step);
        var values = new float[grids.Sum(g => g.Values.Length)];
        var at = 0;
        foreach (var grid in grids)
        {
            grid.Values.Span.CopyTo(values.AsSpan(at));
            at += grid.Values.Length;
        }
        NpzFile.Write(path, [
            (GridArrays.Values, NpyArray.Of(values, values.Length / layout.Width, GridLayout.Tracks, layout.Values.Count)),
            (GridArrays.Steps, NpyArray.Of([.. grids.Select(g => (long)g.Steps)], grids.Count)),
            (GridArrays.VideoIds, NpyArray.Of([.. grids.Select(g => g.VideoId)])),
            (GridArrays.SourceVideoNames, NpyArray.Of([.. grids.Select(g => g.SourceVideoName)])),
            (GridArrays.StepSeconds, NpyArray.Of([step.Numerator, step.Denominator], 2)),
        ]);
    }

    /// <exception cref="MediaException">It is no npz file of grids; names the array that is missing or wrong.</exception>
    public static IReadOnlyList<TimelineGrid> Read(string path) => GridArrays.Grids(path, NpzFile.Read(path, GridArrays.Names));
}
