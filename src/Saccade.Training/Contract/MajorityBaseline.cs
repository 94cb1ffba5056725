namespace Saccade.Training;

/// <summary><c>majority</c>: always the commonest class of the training split, with the training shares as probabilities.</summary>
public sealed class MajorityBaseline : IBaseline
{
    public string Name => "majority";
    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var labels = context.Data.Items(Split.Train).Where(i => i.Error is null && i.Label >= 0).Select(i => i.Label).ToArray();
        if (labels.Length == 0)
            return [];
        var counts = new int[Math.Max(context.Data.ClassNames.Count, labels.Max() + 1)];
        foreach (var label in labels)
            counts[label]++;
        var majority = Array.IndexOf(counts, counts.Max());
        var shares = Array.ConvertAll(counts, c => (float)c / labels.Length);
        return [.. context.Outputs.Select(o => o with
        {
            Prediction = majority,
            Probabilities = shares,
            PredictedPosition = [],
            PredictedPath = [],
            Prefixes = shares.Length == 2 ? [.. Enumerable.Repeat(shares[1], o.Prefixes.Count)] : [],
            Early = null,
        })];
    }
}
