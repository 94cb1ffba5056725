using Saccade.Editing.Grid;
using Saccade.Editing.Historical;
using Saccade.Training;

namespace Saccade.Editing.Data;

/// <summary>A grid's numbers as models take them: what is missing or not finite is 0, as in the historical preprocessing (a scale too, whose resting value is 100).</summary>
internal sealed class CleanGrid
{
    private CleanGrid(TimelineGrid grid, float[] values, int replaced) =>
        (Grid, Values, Replaced, Cleaned) = (grid, values, replaced, replaced == 0 ? grid : new TimelineGrid(grid.VideoId, grid.SourceVideoName, grid.Layout, grid.Step, values, grid.Content));

    public TimelineGrid Grid { get; }

    /// <summary>(T, K V), all finite.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>The grid with these values.</summary>
    public TimelineGrid Cleaned { get; }

    /// <summary>Numbers that were not finite.</summary>
    public int Replaced { get; }

    /// <exception cref="RunException">A value is none that a model knows; names timeline, step and track.</exception>
    public static CleanGrid Of(TimelineGrid grid)
    {
        var values = grid.Values.ToArray();
        var replaced = 0;
        var perTrack = grid.Layout.Values.Count;
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                values[i] = 0;
                replaced++;
            }
            var (what, most) = (i % perTrack) switch
            {
                GridLayout.Active => ("active", 1),
                GridLayout.Asset => ("asset", HistoricalModel.AssetClasses - 1),
                _ => ("", 0),
            };
            if (most > 0 && !(values[i] >= 0 && values[i] <= most && values[i] == MathF.Floor(values[i])))
            {
                var (step, track) = Math.DivRem(i / perTrack, GridLayout.Tracks);
                throw new RunException(FormattableString.Invariant($"timeline '{GridTable.Shown(grid.VideoId)}', step {step}, track V{track + 1}: {what} is {values[i]:R}, and a model knows 0 to {most}"));
            }
        }
        return new CleanGrid(grid, values, replaced);
    }
}
