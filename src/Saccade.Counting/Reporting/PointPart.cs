using Saccade.Counting.Metrics;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Counting.Reporting;

/// <summary>How well points meet things: within several radii, step by step, and where the next one is known.</summary>
internal static class PointPart
{
    // Fewer points than this at a step make a quantile of nothing.
    private const int FewestOfStep = 10;

    public static Html Of(Evaluation evaluation, CountRecord[] records, IReadOnlyList<SampleOutput> outputs) => Html.Of($"""
        <h3>Where it points</h3>
        <div class="wide"><table><thead><tr><th>within, in pixels of 384</th>{CountJudge.Radii.Select(r => Html.Of($"<th>{r}</th>"))}</tr></thead><tbody>
        {Row("precision: points that are a thing's", r => PointScore.Precision("", r), outputs)}
        {Row("recall: things that have a point", r => PointScore.Recall("", r), outputs)}
        {Row("F1 of both", r => PointScore.F1("", r, isClaim: false), outputs)}
        </tbody></table></div>
        {FactTable.Of(Facts(evaluation))}
        <div class="charts">{ExplainedChart.Of(ByStep(records).ToSvg(), "How far points lie from their things, by their place in the count. Marks that lie a little beside their things add up if the model has not learnt to live with them: then the lines rise.")}</div>
        """);

    private static Html Row(string name, Func<int, IMetric> metric, IReadOnlyList<SampleOutput> outputs) => Html.Of($"""
        <tr><th scope="row">{name}</th>{CountJudge.Radii.Select(r => Html.Of($"<td>{NumberText.Of(metric(r).Evaluate([.. outputs], [.. Enumerable.Repeat(1, outputs.Count)]))}</td>"))}</tr>
        """);

    private static IEnumerable<(string, string)> Facts(Evaluation evaluation)
    {
        yield return ("Points that count a thing again, things without a point", $"{Value(CountingMetrics.Duplicates)}; {Value(CountingMetrics.Misses)}");
        yield return ("Pixel error: half of the things, 90 %, 95 %", $"{Value("pixel_error_median")}, {Value("pixel_error_p90")}, {Value("pixel_error_p95")} (a missed thing counts as {CountingMetrics.Radius:0})");
        foreach (var (kind, words) in new[] { ("next", "Taught steps at the next thing in order"), ("any", "Taught steps at anything not visited yet") })
        {
            yield return ($"{words}, within {string.Join(", ", CountJudge.HitRadii)}", string.Join(", ", CountJudge.HitRadii.Select(r => Value($"{kind}_hit_{r}"))));
            yield return ("Their error: half, 90 %, 95 %", $"{Value($"{kind}_error_median")}, {Value($"{kind}_error_p90")}, {Value($"{kind}_error_p95")}");
        }

        string Value(string metric) => evaluation.Metrics.TryGetValue(metric, out var value) ? NumberText.Of(value.Value) : "n/a";
    }

    private static LineChart ByStep(CountRecord[] records)
    {
        var steps = records.SelectMany(r => PointMatching.Pairs([.. r.Count.Points.Select(p => p.Place)], r.Truth, CountingMetrics.Radius).Select(p => (Step: p.Said + 1, p.Distance)))
            .GroupBy(p => p.Step).Where(g => g.Count() >= FewestOfStep).OrderBy(g => g.Key).Select(g => (Step: g.Key, Sorted: g.Select(p => p.Distance).Order().ToArray())).ToArray();
        return new("pixel error by step, in pixels of 384", "point of the count", [Curve("90 % of points at most", 0.9), Curve("half of points at most", 0.5)]);

        Curve Curve(string name, double share) => new(name, [.. steps.Select(s => new CurvePoint(s.Step, Quantile.OfSorted(s.Sorted, share)))]);
    }
}
