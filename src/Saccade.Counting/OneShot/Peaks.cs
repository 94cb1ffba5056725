using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;

namespace Saccade.Counting.OneShot;

/// <summary>
/// The peaks of a heat map, the surest first, as a trace: "no more" is as likely before each as that it is no thing. So its threshold is chosen on validation as the stopping of a model is that goes step by step.
/// </summary>
internal static class Peaks
{
    // Cells beside each other name the same place twice.
    private const double Apart = 2.5;

    private const int Most = 1000;

    /// <param name="sight">Of a batch.</param>
    /// <param name="batch">Its images.</param>
    /// <param name="n">Which of them.</param>
    public static CountTrace Of(Sight sight, CountingBatch batch, int n)
    {
        var (grid, outside) = (batch.Grid, batch.OutsideOf(n).ToArray());
        var things = sight.Things.AsSpan().Slice(n * grid.Count, grid.Count).ToArray();
        var places = sight.Places(batch, n);
        var (points, ends) = (new List<PointPixels>(), new List<double>());
        foreach (var cell in Enumerable.Range(0, grid.Count).Where(c => outside[c] == 0 && things[c] > -CountStopping.Farthest && IsPeak(things, grid, c)).OrderByDescending(c => things[c]).ThenBy(c => c))
        {
            if (points.Count == Most || points.Any(p => p.DistanceTo(places[cell]) < Apart))
                continue;
            points.Add(places[cell]);
            ends.Add(-things[cell]);
        }
        return new(points, [.. ends, CountStopping.Farthest], StopReason.NoMore);
    }

    /// <summary>Whether no cell beside it is higher; of equal ones the first is the peak.</summary>
    private static bool IsPeak(float[] things, CellGrid grid, int cell)
    {
        foreach (var other in grid.Around(cell, 1))
        {
            if (things[other] > things[cell] || (things[other].Equals(things[cell]) && other < cell))
                return false;
        }
        return true;
    }
}
