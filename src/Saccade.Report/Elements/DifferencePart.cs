using Saccade.Report.Charts;
using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>The differences between models, with intervals, corrected p-values and what follows.</summary>
public static class DifferencePart
{
    /// <param name="differences">May be empty; then there is no part.</param>
    /// <param name="labels">What to call the models instead of their names.</param>
    public static Html Of(IReadOnlyList<ComparedMetric> differences, IReadOnlyDictionary<string, string> labels) => differences.Count == 0 ? Html.Empty : Html.Of($"""
        <h2>Differences between models</h2>
        <div class="charts">{differences.GroupBy(d => d.Metric).Select(g => Chart(g.Key, g, labels).ToSvg())}</div>
        <p class="quiet">A dot is the first model minus the second, its line the 95 % interval. What is grey may be chance; corrected p-values decide.</p>
        <details><summary>The same in numbers</summary>
        <div class="wide"><table><thead><tr><th>metric</th><th>first minus second</th><th>difference (95 % interval)</th><th>p, corrected</th><th>conclusion</th></tr></thead><tbody>
        {differences.Select(d => Html.Of($"""
            <tr><th scope="row">{NumberText.Words(d.Metric)}</th><td>{labels.GetValueOrDefault(d.A, d.A)} minus {labels.GetValueOrDefault(d.B, d.B)}</td>
            <td>{NumberText.Of(new Interval(d.Difference, d.Low, d.High))}</td><td>{NumberText.Of(d.AdjustedP)}</td><td>{ConclusionText.Of(d, labels)}</td></tr>
            """))}
        </tbody></table></div>
        <p class="quiet">p is corrected for the number of pairs in each metric (Holm); below 0.05 is a difference.</p></details>
        """);

    private static IntervalChart Chart(string metric, IEnumerable<ComparedMetric> differences, IReadOnlyDictionary<string, string> labels) => new(
        NumberText.Words(metric),
        [.. differences.Select(d => new IntervalRow(
            $"{labels.GetValueOrDefault(d.A, d.A)} minus {labels.GetValueOrDefault(d.B, d.B)}{(d.Conclusion == Comparison.NoDifference ? "" : $": {ConclusionText.Of(d, labels)}")}", d.Difference, d.Low, d.High, d.Conclusion != Comparison.NoDifference))]);
}
