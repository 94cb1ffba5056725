namespace Saccade.Training;

/// <summary>
/// <c>constant</c>: always the mean position of the training split, the best constant under squared error; for a path, the
/// same position in each of its frames.
/// </summary>
public sealed class ConstantBaseline : IBaseline
{
    public string Name => "constant";
    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var targets = context.Data.Items(Split.Train).Where(i => i.Error is null && i.Target.Count > 0).Select(i => i.Target).ToArray();
        if (targets.Length == 0)
            return [];
        var mean = Enumerable.Range(0, targets[0].Count).Select(k => (float)targets.Average(t => (double)t[k])).ToArray();
        return [.. context.Outputs.Select(o => o with
        {
            Prediction = -1,
            Probabilities = [],
            Prefixes = [],
            Early = null,
            PredictedPosition = o.Position.Count == mean.Length ? mean : [],
            PredictedPath = mean.Length > 0 && o.Path.Count % mean.Length == 0 ? [.. Enumerable.Range(0, o.Path.Count).Select(k => mean[k % mean.Length])] : [],
        })];
    }
}
