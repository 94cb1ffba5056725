namespace Saccade.Training;

/// <summary>A model that is compared with others, with all its runs.</summary>
/// <param name="Summary">What the comparison says of it, its name among it.</param>
/// <param name="Runs">One or more, each judged; of one recipe with different seeds.</param>
public sealed record JudgedModel(ModelSummary Summary, IReadOnlyList<(RunFolder Run, Evaluation Evaluation)> Runs)
{
    /// <summary>The mean over its runs of what a control of each has for a metric; null where none has it.</summary>
    public double? Control(string name, string metric)
    {
        var values = Runs.Select(r => r.Evaluation.Baselines.GetValueOrDefault(name) ?? r.Evaluation.Information.GetValueOrDefault(name)).OfType<IReadOnlyDictionary<string, double>>()
            .Where(v => v.ContainsKey(metric)).Select(v => v[metric]).ToArray();
        return values.Length > 0 ? values.Average() : null;
    }
}
