using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Suggesting;

/// <summary>A stretch of a grid in which one track shows one class of asset.</summary>
/// <param name="Track">From 0.</param>
/// <param name="First">The first row.</param>
/// <param name="End">The row after the last.</param>
/// <param name="Asset">The class.</param>
/// <param name="Confidence">The mean of its cells, 0 to 1.</param>
internal sealed record GridRun(int Track, int First, int End, int Asset, double Confidence)
{
    /// <summary>What a track shows, from its first to its last stretch.</summary>
    public static IReadOnlyList<GridRun> Of(PredictedGrid predicted, int track)
    {
        var grid = predicted.Grid;
        var confidence = predicted.Confidence.Span;
        var values = grid.Layout.Values.Count;
        var runs = new List<GridRun>();
        var (first, asset, sum) = (-1, 0, 0.0);
        for (var step = 0; step <= grid.Steps; step++)
        {
            var shown = step < grid.Steps && grid.Row(step)[(track * values) + GridLayout.Active] >= 0.5f ? (int)grid.Row(step)[(track * values) + GridLayout.Asset] : -1;
            if (first >= 0 && shown != asset)
            {
                runs.Add(new GridRun(track, first, step, asset, Math.Clamp(sum / (step - first), 0, 1)));
                first = -1;
            }
            if (shown >= 0 && first < 0)
                (first, asset, sum) = (step, shown, 0);
            sum += step < grid.Steps ? confidence[(step * GridLayout.Tracks) + track] : 0;
        }
        return runs;
    }
}
