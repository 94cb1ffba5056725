using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>Models over their seeds, what they cost, and which of the classes each recognises.</summary>
public static class ModelPart
{
    public static Html Of(IReadOnlyList<ModelSummary> models) => Html.Of($"""
        {(models.Any(m => m.Runs.Count > 1) ? Seeds(models) : Html.Empty)}
        <h2>What the models cost</h2>
        <div class="wide"><table><thead><tr><th>model</th><th>training</th>{Columns.Select(c => Html.Of($"<th>{c.Name}</th>"))}</tr></thead><tbody>
        {models.Select(m => Html.Of($"""
            <tr><th scope="row">{m.Label}</th><td>{Training(m)}</td>{Columns.Select(c => Html.Of($"<td>{(m.Cost is { } cost ? c.Value(cost) : "")}</td>"))}</tr>
            """))}
        </tbody></table></div>
        <p class="quiet">Measured on the machine that made this page. Latency: the median for one sample alone, without reading it. Memory: tensors, weights included.</p>
        {Recall(models)}
        """);

    /// <summary>The columns of a table of costs, the same on a terminal.</summary>
    public static IReadOnlyList<(string Name, Func<ModelCost, string> Value)> Columns { get; } =
    [
        ("parameters", c => NumberText.Count(c.Parameters)),
        ("MACs a sample", c => $"{NumberText.Of(c.MultiplyAdds / 1e6)} M"),
        ("latency", c => $"{NumberText.Of(c.LatencyMs)} ms"),
        ("memory, predicting", c => $"{NumberText.Of(c.PredictMb)} MB"),
        ("memory, training", c => $"{NumberText.Of(c.TrainMb)} MB"),
        ("weights' file", c => $"{NumberText.Of(c.WeightsMb)} MB"),
    ];

    /// <summary>How long a run of the model trained, on average.</summary>
    public static string Training(ModelSummary model) => double.IsNaN(model.TrainingSeconds) ? "" : NumberText.Duration(TimeSpan.FromSeconds(model.TrainingSeconds));

    private static Html Seeds(IReadOnlyList<ModelSummary> models) => Html.Of($"""
        <h2>Models over their seeds</h2>
        <div class="wide"><table><thead><tr><th>metric</th><th>model</th><th>mean (95 % interval over samples and seeds)</th><th>each seed</th></tr></thead><tbody>
        {models.SelectMany(m => m.Metrics.Keys).Distinct().SelectMany(metric => models.Where(m => m.Metrics.ContainsKey(metric)).Select(m => Html.Of($"""
            <tr><th scope="row">{NumberText.Words(metric)}</th><td>{m.Label}</td><td>{NumberText.Of(m.Metrics[metric].ToInterval())}</td><td>{PerSeed(m, metric)}</td></tr>
            """)))}
        </tbody></table></div>
        """);

    private static string PerSeed(ModelSummary model, string metric) => string.Join(", ", model.Seeds.Zip(model.Metrics[metric].PerSeed, (seed, value) => $"{seed}: {NumberText.Of(value)}"));

    private static Html Recall(IReadOnlyList<ModelSummary> models)
    {
        var classes = models.SelectMany(m => m.Confusion?.Classes ?? []).Distinct().ToArray();
        return classes.Length == 0 ? Html.Empty : Html.Of($"""
            <h2>Which classes each recognises</h2>
            <div class="wide"><table><thead><tr><th>model</th>{classes.Select(c => Html.Of($"<th>{c}</th>"))}</tr></thead><tbody>
            {models.Where(m => m.Confusion is not null).Select(m => Html.Of($"""
                <tr><th scope="row">{m.Label}</th>{classes.Select(c => Html.Of($"<td>{RecallOf(m.Confusion!, c)}</td>"))}</tr>
                """))}
            </tbody></table></div>
            <p class="quiet">Share of each class's samples that were recognised, over all seeds.</p>
            """);
    }

    /// <summary>The recall of a class by its name; nothing for a class that the matrix lacks.</summary>
    public static string RecallOf(ConfusionMatrix matrix, string name) =>
        matrix.Classes.Index().FirstOrDefault(c => c.Item == name) is { Item: not null } at ? NumberText.Of(matrix.Recall(at.Index)) : "";
}
