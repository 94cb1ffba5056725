using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>One row for a run and one for each of its controls, one column for each metric; of many metrics, the other way round.</summary>
public static class MetricTable
{
    private const int MostColumns = 10;

    public static Html Of(Evaluation evaluation) => evaluation.Metrics.Count > MostColumns ? MetricRows(evaluation) : MetricColumns(evaluation);

    private static Html MetricRows(Evaluation evaluation)
    {
        var controls = evaluation.Baselines.Select(b => (b.Key, b.Value)).Concat(evaluation.Information.Select(b => (Key: $"{b.Key} (for information)", b.Value))).ToArray();
        return Html.Of($"""
            <div class="wide"><table><thead><tr><th></th><th>this model</th>{controls.Select(c => Html.Of($"<th>{NumberText.Words(c.Key)}</th>"))}</tr></thead><tbody>
            {evaluation.Metrics.Select(m => Html.Of($"""
                <tr><th scope="row">{NumberText.Words(m.Key)}{(evaluation.LowerIsBetter.Contains(m.Key) ? Html.Of($" <span class=\"bounds\">lower is better</span>") : Html.Empty)}</th>{Value(m.Value)}{controls.Select(c => Html.Of($"<td>{(c.Value.TryGetValue(m.Key, out var value) ? NumberText.Of(value) : "")}</td>"))}</tr>
                """))}
            </tbody></table></div>
            """);
    }

    private static Html MetricColumns(Evaluation evaluation)
    {
        var metrics = evaluation.Metrics.Keys.ToArray();
        return Html.Of($"""
            <div class="wide"><table><thead><tr><th></th>{metrics.Select(m => Html.Of($"<th>{NumberText.Words(m)}{(evaluation.LowerIsBetter.Contains(m) ? Html.Of($"<br/><span class=\"bounds\">lower is better</span>") : Html.Empty)}</th>"))}</tr></thead><tbody>
            <tr class="model"><th scope="row">this model</th>{metrics.Select(m => Value(evaluation.Metrics[m]))}</tr>
            {evaluation.Baselines.Select(b => Row(b.Key, b.Value, metrics))}
            {evaluation.Information.Select(b => Row($"{b.Key} (for information)", b.Value, metrics))}
            </tbody></table></div>
            """);
    }

    private static Html Value(Interval metric) => Html.Of($"""
        <td>{NumberText.Of(metric.Value)}{(double.IsNaN(metric.Low) ? Html.Empty : Html.Of($"<br/><span class=\"bounds\">{NumberText.Of(metric.Low)} to {NumberText.Of(metric.High)}</span>"))}</td>
        """);

    private static Html Row(string name, IReadOnlyDictionary<string, double> values, string[] metrics) => Html.Of($"""
        <tr><th scope="row">{NumberText.Words(name)}</th>{metrics.Select(m => Html.Of($"<td>{(values.TryGetValue(m, out var value) ? NumberText.Of(value) : "")}</td>"))}</tr>
        """);
}
