using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Editing.Historical;

/// <summary>
/// The historical loss. With m the steps that are no padding, a those of their cells with a clip, M and A (at least 1) their numbers over the whole batch:
/// active and asset are cross-entropies over m, divided by M; scale, position and crop sums of squared errors of normalised numbers over a, divided by A.
/// The total is their weighted sum.
/// </summary>
public static class HistoricalLoss
{
    /// <param name="reading">What the model says of the batch.</param>
    /// <param name="batch">Its targets.</param>
    /// <param name="options">What each term counts.</param>
    public static LossTerms Of(HistoricalReading reading, GridBatch batch, HistoricalLossOptions options)
    {
        var engine = reading.Active.Engine;
        var layout = batch.Layout;
        var smoothing = (float)options.LabelSmoothing;
        var terms = new List<(string Name, Tensor Value, double Weight)>
        {
            ("active", reading.Active.CrossEntropy(engine.From(batch.ActiveLabels, batch.Cells), smoothing), options.Active),
            ("asset", reading.Asset.CrossEntropy(engine.From(batch.AssetLabels, batch.Cells), smoothing), options.Asset),
        };
        var count = Math.Max(1, options.IgnoreInactive ? batch.CellCounts.Active : batch.CellCounts.Real);
        var said = reading.Numbers.Split(3, [.. layout.Groups.Select(g => g.Count)]);
        for (var g = 0; g < said.Length; g++)
        {
            var (numbers, group) = (said[g], layout.Groups[g]);
            var target = engine.From(batch.TargetsOf(g), batch.Count, batch.Steps, GridLayout.Tracks, group.Count);
            var weights = engine.From(batch.WeightsOf(g, inactiveToo: !options.IgnoreInactive), batch.Count, batch.Steps, GridLayout.Tracks, group.Count);
            terms.Add((group.Name, numbers.MeanSquaredError(target, weights).ScaleShift((float)((double)numbers.Count / count), 0), options.Of(group.Name)));
        }
        var total = terms.Select(t => t.Value.ScaleShift((float)t.Weight, 0)).Aggregate((a, b) => a.Add(b));
        return new LossTerms(total, [.. terms.Select(t => (t.Name, t.Value))]);
    }
}
