using Saccade.Tensors.Random;

namespace Saccade.Training;

/// <summary>What can be said of the judged rows without the model: from the labels of training alone, or from its own predictions dealt at random.</summary>
/// <param name="known">Rows whose labels the controls may know: training, or without any the judged rows themselves.</param>
/// <param name="outputs">The model's outputs with the truth.</param>
internal sealed class AuditControls(IReadOnlyList<PredictionRow> known, IReadOnlyList<SampleOutput> outputs)
{
    private const ulong Seed = 20260104;

    public IReadOnlyList<BaselineOutputs> OfClasses()
    {
        var majority = known.CountBy(r => r.Label).OrderByDescending(c => c.Value).ThenBy(c => c.Key).First().Key;
        return
        [
            new("majority", true, [.. outputs.Select(o => Say(o, majority))]),
            new("input_blind", true, [.. outputs.Select((o, i) => Say(o, Drawn(i).Label))]),
            new("permuted_labels", true, [.. Dealt().Select(d => Say(d.To, d.From.Prediction))]),
        ];
    }

    public IReadOnlyList<BaselineOutputs> OfNumbers()
    {
        var width = known[0].Target.Length;
        var mean = Enumerable.Range(0, width).Select(d => (float)known.Average(r => (double)r.Target[d])).ToArray();
        var median = Enumerable.Range(0, width).Select(d => (float)Quantile.OfSorted([.. known.Select(r => (double)r.Target[d]).Order()], 0.5)).ToArray();
        return
        [
            new("constant", true, [.. outputs.Select(o => o with { PredictedPosition = mean })]),
            // The best constant under absolute error, as the mean is under squared.
            new("constant_median", true, [.. outputs.Select(o => o with { PredictedPosition = median })]),
            new("input_blind", true, [.. outputs.Select((o, i) => o with { PredictedPosition = Drawn(i).Target })]),
            new("permuted_labels", true, [.. Dealt().Select(d => d.To with { PredictedPosition = d.From.PredictedPosition })]),
        ];
    }

    private static SampleOutput Say(SampleOutput of, int label) => of with { Prediction = label, Probabilities = [] };

    /// <summary>The truth of a row drawn at random.</summary>
    private PredictionRow Drawn(int i) => known[new RandomKey(Seed, RandomStream.Evidence, 0).Integer((ulong)i, known.Count)];

    /// <summary>Each sample with the one whose prediction it gets.</summary>
    private IEnumerable<(SampleOutput To, SampleOutput From)> Dealt()
    {
        var permutation = new LabelPermutation(outputs.Count, Seed);
        return outputs.Select((o, i) => (o, outputs[(int)permutation.Of(i)]));
    }
}
