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
        var judged = options.IgnoreInactive ? batch.CellIsActive : batch.CellIsReal;
        var count = Math.Max(1, judged.Count(cell => cell));
        var said = reading.Numbers.Split(3, [.. layout.Groups.Select(g => g.Count)]);
        foreach (var (group, numbers) in layout.Groups.Zip(said))
        {
            var target = engine.From(batch.TargetsOf(group), batch.Count, batch.Steps, GridLayout.Tracks, group.Count);
            var weights = engine.From(Weights(judged, group), batch.Count, batch.Steps, GridLayout.Tracks, group.Count);
            terms.Add((group.Name, numbers.MeanSquaredError(target, weights).ScaleShift((float)((double)numbers.Count / count), 0), options.Of(group.Name)));
        }
        var total = terms.Select(t => t.Value.ScaleShift((float)t.Weight, 0)).Aggregate((a, b) => a.Add(b));
        return new LossTerms(total, [.. terms.Select(t => (t.Name, t.Value))]);
    }

    private static float[] Weights(IReadOnlyList<bool> judged, NumberGroup group)
    {
        var weights = new float[judged.Count * group.Count];
        for (var cell = 0; cell < judged.Count; cell++)
            if (judged[cell])
                weights.AsSpan(cell * group.Count, group.Count).Fill(1);
        return weights;
    }
}
