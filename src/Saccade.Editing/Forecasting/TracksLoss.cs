using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// The loss of a model of tracks: for each step at which something is asked, the cross-entropies of all its cells' changes, and of what is new the cross-entropies of class and of values that come back and
/// Huber's loss of the numbers, all added up. Letters as in <see cref="AnswerLayout"/>.
/// </summary>
internal static class TracksLoss
{
    /// <param name="answers">[B, T, U, O]</param>
    /// <param name="batch">What is asked for.</param>
    /// <param name="options">What each term counts.</param>
    public static LossTerms Of(Tensor answers, TrackBatch batch, TracksLossOptions options)
    {
        var (engine, layout, targets) = (answers.Engine, new AnswerLayout(batch.Facts), batch.Targets);
        var parts = answers.Split(3, layout.Parts);
        var (steps, shape) = (Math.Max(1, batch.Asked), answers.Shape);
        var terms = new List<(string Name, Tensor Value, double Weight)>
        {
            ("change", PerStep(parts[0].BinaryCrossEntropyWithLogits(Like(parts[0], targets.Changes), weights: Like(parts[0], targets.ChangeWeights)), parts[0].Count), options.Change),
            ("asset", PerStep(parts[1].CrossEntropy(engine.From(targets.Assets, targets.Assets.Length)), targets.AssetCount), options.Asset),
            ("number", PerStep(parts[2].Huber(Like(parts[2], targets.Numbers), (float)options.Huber, Like(parts[2], targets.NumberWeights)), parts[2].Count), options.Number),
        };
        var next = 3;
        for (var g = 0; g < targets.Habitual.Length; g++)
        {
            if (batch.Facts.Habitual[g].Count > 0)
                terms.Add((batch.Facts.Layout.Groups[g].Name, PerStep(parts[next++].CrossEntropy(engine.From(targets.Habitual[g], targets.Habitual[g].Length)), targets.HabitualCounts[g]), options.Habitual));
        }
        var total = terms.Select(t => t.Value.ScaleShift((float)t.Weight, 0)).Aggregate((a, b) => a.Add(b));
        return new LossTerms(total, [.. terms.Select(t => (t.Name, t.Value))]);

        // Of a mean over so many.
        Tensor PerStep(Tensor mean, int count) => mean.ScaleShift((float)((double)count / steps), 0);

        Tensor Like(Tensor part, float[] values) => engine.From(values, shape[0], shape[1], shape[2], part.Shape[3]);
    }
}
