using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>The top table of a comparison: one row a model, its claims with their intervals over samples and seeds, what it costs, and, first of all, whether it stands: on a narrow page the numbers are what scrolls.</summary>
public static class ModelGlance
{
    public static Html Of(IReadOnlyList<ModelSummary> models, IReadOnlyList<string> metrics, IReadOnlySet<string> lowerIsBetter) => Html.Of($"""
        <div class="wide"><table class="glance"><thead><tr><th>model</th><th>verdict</th>{metrics.Select(m => Html.Of($"<th>{NumberText.Words(m)}{(lowerIsBetter.Contains(m) ? " ↓" : " ↑")}</th>"))}<th>training</th><th>MACs</th></tr></thead><tbody>
        {models.Select(m => Row(m, metrics))}
        </tbody></table></div>
        <p class="quiet">Beneath each value its 95 % interval. MACs: millions of multiply-adds for one sample.
        The verdict is the worst of all claims and runs of a model.</p>
        """);

    private static Html Row(ModelSummary model, IReadOnlyList<string> metrics) => Html.Of($"""
        <tr><th scope="row"><strong>{model.Label}</strong><br/><span class="bounds">{(model.Runs.Count == 1 ? "one seed" : $"{model.Runs.Count} seeds")}</span></th><td>{VerdictBadge.Of(Verdicts.Worst(model.Verdicts.Values))}</td>
        {metrics.Select(m => model.Metrics.TryGetValue(m, out var value) ? Cell(value) : Html.Of($"<td></td>"))}
        <td>{ModelPart.Training(model)}</td><td>{(model.Cost is { } cost ? NumberText.Of(cost.MultiplyAdds / 1e6) : "")}</td></tr>
        """);

    private static Html Cell(SeedInterval value) => Html.Of($"""
        <td><strong>{NumberText.Of(value.Value)}</strong>{(double.IsNaN(value.Low) ? Html.Empty : Html.Of($"<br/><span class=\"bounds\">{NumberText.Of(value.Low)} to {NumberText.Of(value.High)}</span>"))}</td>
        """);
}
