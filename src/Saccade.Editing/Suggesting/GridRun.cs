using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Suggesting;

/// <summary>A stretch of a grid in which one track shows one class of asset.</summary>
/// <param name="Track">From 0.</param>
/// <param name="First">The first row.</param>
/// <param name="End">The row after the last.</param>
/// <param name="Asset">The class.</param>
/// <param name="Confidence">The least of three: the mean of its cells, that of its first cell (it begins), that of the cell after it (it ends). 0 to 1.</param>
internal sealed record GridRun(int Track, int First, int End, int Asset, double Confidence)
{
    /// <summary>What a track shows, from its first to its last stretch.</summary>
    public static IReadOnlyList<GridRun> Of(PredictedGrid predicted, int track)
    {
        var grid = predicted.Grid;
        var values = grid.Layout.Values.Count;
        var runs = new List<GridRun>();
        var (first, asset, sum) = (-1, 0, 0.0);
        for (var step = 0; step <= grid.Steps; step++)
        {
            var shown = step < grid.Steps && grid.Row(step)[(track * values) + GridLayout.Active] >= 0.5f ? (int)grid.Row(step)[(track * values) + GridLayout.Asset] : -1;
            if (first >= 0 && shown != asset)
            {
                var edges = Math.Min(Sure(first), step < grid.Steps ? Sure(step) : 1);
                runs.Add(new GridRun(track, first, step, asset, Math.Clamp(Math.Min(sum / (step - first), edges), 0, 1)));
                first = -1;
            }
            if (shown >= 0 && first < 0)
                (first, asset, sum) = (step, shown, 0);
            sum += step < grid.Steps ? Sure(step) : 0;
        }
        return runs;

        double Sure(int step) => predicted.Confidence.Span[(step * GridLayout.Tracks) + track];
    }
}
