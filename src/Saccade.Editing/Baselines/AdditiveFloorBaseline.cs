using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Learning;
using Saccade.Training;

namespace Saccade.Editing.Baselines;

/// <summary>
/// <c>additive_floor</c>: the least squared errors that any curve over time, the same for all tracks, with a constant for each track can have on the very
/// windows that are judged, fitted to their truth. The historical heads are of that family, so no size and no training takes them below. For information.
/// </summary>
public sealed class AdditiveFloorBaseline : IBaseline
{
    private const int Rounds = 60;

    public string Name => "additive_floor";
    public bool IsRival => false;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        using var batch = (GridBatch)context.Data.Load(context.Split, [.. Enumerable.Range(0, context.Data.Count(context.Split)).Select(i => (long)i)], step: 0);
        var ratios = Enumerable.Range(0, batch.Count).Select(_ => new Dictionary<string, Ratio>(StringComparer.Ordinal)).ToArray();
        foreach (var (g, group) in batch.Layout.Groups.Index())
        {
            for (var i = 0; i < group.Count; i++)
                Fit(batch, g, i, ratios);
        }
        return [.. ratios.Select((r, n) => new SampleOutput { Id = batch.Ids[n], Group = batch.Projects[n], Ratios = r })];
    }

    /// <summary>Alternating least squares: the curve for given constants is a mean over tracks, the constants for a given curve are means over time.</summary>
    private static void Fit(GridBatch batch, int group, int number, Dictionary<string, Ratio>[] ratios)
    {
        var width = batch.Layout.Groups[group].Count;
        ReadOnlySpan<float> targets = batch.TargetsOf(group);
        ReadOnlySpan<int> active = batch.ActiveLabels;
        var (curve, constants) = (new double[batch.Count * batch.Steps], new double[GridLayout.Tracks]);
        var (curveSum, curveCount) = (new double[curve.Length], new int[curve.Length]);
        var (trackSum, trackCount) = (new double[GridLayout.Tracks], new int[GridLayout.Tracks]);
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(curveSum);
            Array.Clear(curveCount);
            for (var cell = 0; cell < batch.Cells; cell++)
            {
                if (active[cell] != 1)
                    continue;
                curveSum[cell / GridLayout.Tracks] += targets[cell * width + number] - constants[cell % GridLayout.Tracks];
                curveCount[cell / GridLayout.Tracks]++;
            }
            for (var t = 0; t < curve.Length; t++)
                curve[t] = curveSum[t] / Math.Max(1, curveCount[t]);
            Array.Clear(trackSum);
            Array.Clear(trackCount);
            for (var cell = 0; cell < batch.Cells; cell++)
            {
                if (active[cell] != 1)
                    continue;
                trackSum[cell % GridLayout.Tracks] += targets[cell * width + number] - curve[cell / GridLayout.Tracks];
                trackCount[cell % GridLayout.Tracks]++;
            }
            for (var k = 0; k < constants.Length; k++)
                constants[k] = trackSum[k] / Math.Max(1, trackCount[k]);
        }
        var metric = GridMetrics.LossOf(batch.Layout.Groups[group].Name);
        for (var cell = 0; cell < batch.Cells; cell++)
        {
            if (active[cell] != 1)
                continue;
            var error = targets[cell * width + number] - curve[cell / GridLayout.Tracks] - constants[cell % GridLayout.Tracks];
            var window = ratios[cell / (batch.Steps * GridLayout.Tracks)];
            // Axes and sides are added up, cells are counted once.
            window[metric] = window.GetValueOrDefault(metric) + new Ratio(error * error, number == 0 ? 1 : 0);
        }
    }
}
