using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Report.Pages;

/// <summary>The report of several runs judged on the same samples: each model beside its controls with its verdict, then the differences between models.</summary>
public static class ComparisonReport
{
    private static readonly string[] ShownControls = ["majority", "constant", "constant_velocity", "still_frame", "shuffled_frames"];

    /// <param name="title">Of the page.</param>
    /// <param name="introduction">A sentence or two on what was compared; may be empty.</param>
    /// <param name="runs">Each run with its model's name and its journal.</param>
    /// <param name="comparison">Of the same runs.</param>
    /// <param name="now">When the report is made.</param>
    /// <returns>The page.</returns>
    public static string Of(string title, string introduction, IReadOnlyList<ReportedRun> runs, Comparison comparison, DateTimeOffset now)
    {
        var labels = comparison.Labels;
        var metrics = runs.SelectMany(r => r.Evaluation.Claims.Select(c => c.Metric)).Distinct().ToArray();
        return ReportPage.Of(title, Html.Of($"""
            {(introduction.Length > 0 ? Html.Of($"<p>{introduction}</p>") : Html.Empty)}
            {RecommendationPart.Of(comparison.Recommendation)}
            <h2>Models against their controls</h2>
            {metrics.Select(m => Table(m, runs))}
            {runs.Where(r => r.Evaluation.Findings.Count > 0).Select(r => Html.Of($"<h3>{r.Name}</h3>{FindingList.Of(r.Evaluation)}"))}
            <h2>Does it need the video?</h2>
            {runs.Where(r => VideoQuestion.Answer(r.Evaluation) is not null).Select(r => Html.Of($"<p><strong>{r.Name}</strong> {VideoQuestion.Answer(r.Evaluation)}</p>"))}
            <h2>At a glance</h2>
            <div class="charts">{metrics.Select(m => Glance(m, runs).ToSvg())}</div>
            {ModelPart.Of(comparison.Models)}
            {DifferencePart.Of(comparison.Differences, labels)}
            {EnsemblePart.Of(comparison.Ensemble, labels)}
            {Learning(runs)}
            {runs.Where(r => r.Evaluation.Confusion is not null).Select(r => Html.Of($"<h2>{r.Name}: which classes are taken for which</h2>{ConfusionChart.ToSvg(r.Evaluation.Confusion!)}"))}
            {runs.Where(r => r.Section is not null).Select(r => Html.Of($"<h2>{r.Name}: {r.Section!.Title}</h2>{Html.Trusted(r.Section.Html)}"))}
            <h2>Data checks</h2>
            {runs.DistinctBy(r => string.Join('\n', r.Evaluation.Checks)).Select(r => CheckTable.Of(r.Evaluation.Checks, r.Evaluation.Accepted))}
            <h2>All metrics</h2>
            {runs.Select(r => Html.Of($"<h3>{r.Name}</h3>{MetricTable.Of(r.Evaluation)}"))}
            """), now);
    }

    private static Html Table(string metric, IReadOnlyList<ReportedRun> runs)
    {
        var controls = ShownControls.Where(c => runs.Any(r => Control(r.Evaluation, c, metric) is not null)).ToArray();
        return Html.Of($"""
            <h3>{NumberText.Words(metric)}{(runs.Any(r => r.Evaluation.LowerIsBetter.Contains(metric)) ? " (lower is better)" : "")}</h3>
            <div class="wide"><table><thead><tr><th>model</th><th>value (95 % interval)</th>{controls.Select(c => Html.Of($"<th>{NumberText.Words(c)}</th>"))}<th>verdict</th></tr></thead><tbody>
            {runs.SelectMany(r => r.Evaluation.Claims.Where(c => c.Metric == metric).Select(c => Html.Of($"""
                <tr><th scope="row"><strong>{r.Name}</strong></th><td>{NumberText.Of(new Interval(c.Value, c.Low, c.High))}</td>
                {controls.Select(name => Html.Of($"<td>{(Control(r.Evaluation, name, metric) is { } value ? NumberText.Of(value) : "")}</td>"))}<td>{VerdictBadge.Of(c.Verdict)}</td></tr>
                """)))}
            </tbody></table></div>
            """);
    }

    private static BarChart Glance(string metric, IReadOnlyList<ReportedRun> runs)
    {
        var models = runs.SelectMany(r => r.Evaluation.Claims.Where(c => c.Metric == metric).Select(c => new Bar(r.Name, c.Value, c.Low, c.High, IsModel: true)));
        var controls = ShownControls.SelectMany(name => runs.Where(r => Control(r.Evaluation, name, metric) is not null)
            .Select(r => new Bar($"{NumberText.Words(name)} · {r.Name}", Control(r.Evaluation, name, metric)!.Value)));
        // A control that needs no model is the same number for all of them and is shown once.
        var distinct = controls.GroupBy(b => (b.Name.Split(" · ")[0], b.Value)).Select(g => g.Count() > 1 ? g.First() with { Name = g.Key.Item1 } : g.First());
        return new BarChart(NumberText.Words(metric), [.. models, .. distinct]);
    }

    private static Html Learning(IReadOnlyList<ReportedRun> runs)
    {
        var curves = runs.Select(r => new Curve(r.Name, [.. r.Journal.OfType<EpochEntry>().Select(e => new CurvePoint(e.SamplesSeen, e.ValidationLoss))])).ToArray();
        if (curves.All(c => c.Points.Count == 0))
            return Html.Empty;
        var scale = Axis.ScaleFor(curves.SelectMany(c => c.Points).Select(p => p.Y));
        var metrics = runs.SelectMany(r => r.Journal.OfType<EpochEntry>().SelectMany(e => e.Metrics.Keys)).Distinct();
        var charts = metrics.Select(m => new LineChart($"{NumberText.Words(m)} on validation", "samples seen",
            [.. runs.Select(r => new Curve(r.Name, [.. r.Journal.OfType<EpochEntry>().Select(e => new CurvePoint(e.SamplesSeen, e.Measure(m)))]))]));
        return Html.Of($"""
            <h2>Training</h2><div class="charts">{charts.Prepend(new LineChart("validation loss", "samples seen", curves, scale)).Select(c => c.ToSvg())}</div>
            """);
    }

    private static double? Control(Evaluation evaluation, string control, string metric) =>
        evaluation.Baselines.TryGetValue(control, out var values) && values.TryGetValue(metric, out var value) ? value : null;
}

/// <summary>One of the runs that are compared.</summary>
/// <param name="Name">Short, for tables and legends: usually the model's.</param>
/// <param name="Evaluation">How it was judged.</param>
/// <param name="Journal">Its journal, for the curves; may be empty.</param>
/// <param name="Section">The application's own part; null without one.</param>
public sealed record ReportedRun(string Name, Evaluation Evaluation, IReadOnlyList<JournalEntry> Journal, ReportSection? Section = null);
