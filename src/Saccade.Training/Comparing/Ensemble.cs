namespace Saccade.Training;

/// <summary>
/// The best two models asked together: probabilities and positions averaged. Of each, the run that validated best; both models and runs are chosen on validation,
/// so that the test says what choosing is worth.
/// </summary>
/// <param name="Members">The two runs' folders, the better on validation first.</param>
/// <param name="Metrics">By name, with 95 % intervals over samples.</param>
/// <param name="Differences">The ensemble minus its first member.</param>
public sealed record Ensemble(IReadOnlyList<string> Members, IReadOnlyDictionary<string, Interval> Metrics, IReadOnlyList<ComparedMetric> Differences)
{
    /// <summary>How differences call it.</summary>
    public const string Name = "ensemble";

    /// <summary>The two runs to ask together, the better first; null when fewer than two models have a validation.</summary>
    internal static (int First, int Second)? Choose(IReadOnlyList<ComparedRun> runs, IReadOnlyList<ModelGroup> models, IReadOnlyList<IMetric> metrics)
    {
        // Where the first metric is equal, the next decides.
        var claims = metrics.Where(m => m.IsClaim && runs.All(r => !double.IsNaN(r.OnValidation(m.Name)))).ToArray();
        if (claims.Length == 0 || models.Count < 2)
            return null;
        var best = Sort(models.Select(m => (m.Runs, m.Runs)), claims).Take(2)
            .Select(model => Sort(model.Select(r => (r, (IReadOnlyList<int>)[r])), claims).First()).ToArray();
        return (best[0], best[1]);

        IEnumerable<T> Sort<T>(IEnumerable<(T Item, IReadOnlyList<int> Runs)> items, IMetric[] by) =>
            by.Aggregate(items.OrderBy(_ => 0), (sorted, m) => sorted.ThenByDescending(i => (m.HigherIsBetter ? 1 : -1) * i.Runs.Average(r => runs[r].OnValidation(m.Name)))).Select(i => i.Item);
    }

    /// <summary>What two runs say together of the same samples, in the same order.</summary>
    internal static SampleOutput[] Average(IReadOnlyList<SampleOutput> a, IReadOnlyList<SampleOutput> b) => [.. a.Zip(b, (x, y) =>
    {
        var probabilities = Mean(x.Probabilities, y.Probabilities);
        return x with
        {
            Probabilities = probabilities,
            Prediction = probabilities.Length > 0 ? Array.IndexOf(probabilities, probabilities.Max()) : -1,
            PredictedPosition = Mean(x.PredictedPosition, y.PredictedPosition),
            PredictedPath = Mean(x.PredictedPath, y.PredictedPath),
        };
    })];

    /// <summary>Empty unless both say as much.</summary>
    private static float[] Mean(IReadOnlyList<float> a, IReadOnlyList<float> b) => a.Count == b.Count ? [.. a.Zip(b, (x, y) => (x + y) / 2)] : [];
}
