using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>One row for a run and one for each of its controls, one column for each metric.</summary>
public static class MetricTable
{
    public static Html Of(Evaluation evaluation)
    {
        var metrics = evaluation.Metrics.Keys.ToArray();
        return Html.Of($"""
            <div class="wide"><table><thead><tr><th></th>{metrics.Select(m => Html.Of($"<th>{NumberText.Words(m)}</th>"))}</tr></thead><tbody>
            <tr class="model"><th scope="row">this model</th>{metrics.Select(m => Html.Of($"<td>{NumberText.Of(evaluation.Metrics[m])}</td>"))}</tr>
            {evaluation.Baselines.Select(b => Row(b.Key, b.Value, metrics))}
            {evaluation.Information.Select(b => Row($"{b.Key} (for information)", b.Value, metrics))}
            </tbody></table></div>
            """);
    }

    private static Html Row(string name, IReadOnlyDictionary<string, double> values, string[] metrics) => Html.Of($"""
        <tr><th scope="row">{NumberText.Words(name)}</th>{metrics.Select(m => Html.Of($"<td>{(values.TryGetValue(m, out var value) ? NumberText.Of(value) : "")}</td>"))}</tr>
        """);
}
