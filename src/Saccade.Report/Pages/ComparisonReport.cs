using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Report.Pages;

/// <summary>
/// The report of several runs judged on the same samples. Runs of one recipe with other seeds are one model with an interval. First which model to take and how good each
/// is, then samples, controls, differences, calibration, curves, recipes and costs.
/// </summary>
public static class ComparisonReport
{
    private static readonly string[] ShownControls = ["majority", "constant", "constant_velocity", "still_frame", "shuffled_frames"];

    /// <param name="title">Of the page.</param>
    /// <param name="introduction">A sentence or two on what was compared; may be empty.</param>
    /// <param name="runs">Each judged.</param>
    /// <param name="comparison">Of the same runs.</param>
    /// <param name="metrics">The application's metrics, for what they mean.</param>
    /// <param name="now">When the report is made.</param>
    /// <param name="together">The application's own part on all runs side by side; null without one.</param>
    /// <returns>The page.</returns>
    public static string Of(
        string title, string introduction, IReadOnlyList<ReportedRun> runs, Comparison comparison, IReadOnlyList<IMetric> metrics, DateTimeOffset now, ReportSection? together = null)
    {
        var labels = comparison.Labels;
        var models = comparison.Models.Select(m => new ShownModel(m, [.. runs.Where(r => m.Runs.Contains(r.Evaluation!.Run))])).ToArray();
        var claims = comparison.Runs.SelectMany(e => e.Claims.Select(c => c.Metric)).Distinct().ToArray();
        var lower = metrics.Where(m => m is { HigherIsBetter: false, HasDirection: true }).Select(m => m.Name).ToHashSet();
        (string, IReadOnlyList<ReportedRun>)[] named = [.. models.Select(m => (m.Label, m.Runs))];
        return ReportPage.Of(title, Html.Of($"""
            {(introduction.Length > 0 ? Html.Of($"<p>{introduction}</p>") : Html.Empty)}
            <p class="answer">{Judged(comparison)}</p>
            {(models.Length > 1 ? RecommendationPart.Of(comparison.Recommendation) : Html.Empty)}
            <h2>At a glance</h2>
            {ModelGlance.Of(comparison.Models, claims, lower)}
            {MetricMeanings.Of(metrics, claims)}
            <div class="charts">{claims.Select(m => Glance(m, models).ToSvg())}</div>
            {(models.Any(m => Video(m) is not null) ? Html.Of($"<h2>Does it need the video?</h2>{models.Select(m => Video(m) ?? Html.Empty)}") : Html.Empty)}
            {Findings(models)}
            {(together is null ? Html.Empty : SectionPart.Of(together))}
            {SectionPart.Of(models.Where(m => m.Runs[0].Section is not null).Select(m => (m.Runs.Count > 1 ? m.Runs[0].Name : m.Label, m.Runs[0].Section!)))}
            <h2>Models against their controls</h2>
            {claims.Select(m => Table(m, models, lower))}
            {DifferencePart.Of(comparison.Differences, labels)}
            {EnsemblePart.Of(comparison.Ensemble, labels)}
            {Confusion(models)}
            {ReliabilityPart.Of([.. models.Select(m => (m.Label, ReliabilityPart.Together(m.Evaluations), m.Summary.Metrics.GetValueOrDefault(RunReport.CalibrationError)?.ToInterval()))])}
            {LearningCurves.Of(named)}
            {RecipeDifferences.Of(named)}
            {ModelPart.Of(comparison.Models)}
            {RunTable.Of(runs)}
            <h2>Data checks</h2>
            {runs.DistinctBy(r => string.Join('\n', r.Evaluation!.Checks)).Select(r => CheckTable.Of(r.Evaluation!.Checks, r.Evaluation.Accepted))}
            <details><summary>All numbers of each run</summary>
            {runs.Select(r => Html.Of($"<h3>{r.Name}</h3>{MetricTable.Of(r.Evaluation!)}"))}
            </details>
            """), now);
    }

    private static string Judged(Comparison comparison)
    {
        var first = comparison.Runs[0];
        var runs = comparison.Runs.Count == comparison.Models.Count ? "" : $" ({comparison.Runs.Count} runs)";
        return $"{comparison.Models.Count} {(comparison.Models.Count == 1 ? "model" : "models")}{runs} for the task {first.Task}, judged on the same {NumberText.Count(first.Samples)} samples of the {RunSummary.Word(first.Split)} split.";
    }

    // Of several seeds the worst speaks; null where no control asks.
    private static Html? Video(ShownModel model)
    {
        var worst = model.Evaluations.FirstOrDefault(e => e.Verdict == Verdicts.Worst(model.Evaluations.Select(o => o.Verdict)));
        return worst is not null && VideoQuestion.Answer(worst) is { } answer
            ? Html.Of($"<p><strong>{model.Label}</strong> {answer}{(model.Runs.Count > 1 ? $" ({Path.GetFileName(worst.Run)})" : "")}</p>")
            : null;
    }

    private static Html Findings(IEnumerable<ShownModel> models)
    {
        var found = models.SelectMany(m => m.Evaluations.SelectMany(e => e.Findings).Select(f => (m.Label, Finding: f))).GroupBy(f => f.Finding).ToArray();
        return found.Length == 0 ? Html.Empty : Html.Of($"""
            <h2>What must be known beside the numbers</h2>
            {found.Select(f => FindingList.Line(f.Key, [.. f.Select(m => m.Label).Distinct()]))}
            """);
    }

    private static Html Confusion(IEnumerable<ShownModel> models)
    {
        var shown = models.Where(m => m.Summary.Confusion is not null).ToArray();
        return shown.Length == 0 ? Html.Empty : Html.Of($"""
            <h2>Which classes are taken for which</h2>
            <p class="quiet">Rows are the true class, columns what was taken for it; the counts of a model's runs are added up.</p>
            <div class="charts">{shown.Select(m => ConfusionChart.ToSvg(m.Summary.Confusion!, m.Label))}</div>
            """);
    }

    private static Html Table(string metric, IReadOnlyList<ShownModel> models, HashSet<string> lower)
    {
        var controls = Controls(metric, models);
        return Html.Of($"""
            <h3>{NumberText.Words(metric)}{(lower.Contains(metric) ? " (lower is better)" : "")}</h3>
            <div class="wide"><table><thead><tr><th>model</th><th>value (95 % interval)</th>{controls.Select(c => Html.Of($"<th>{NumberText.Words(c)}</th>"))}<th>verdict</th></tr></thead><tbody>
            {models.Where(m => m.Summary.Metrics.ContainsKey(metric)).Select(m => Html.Of($"""
                <tr><th scope="row"><strong>{m.Label}</strong></th><td>{NumberText.Of(m.Summary.Metrics[metric].ToInterval())}</td>
                {controls.Select(name => Html.Of($"<td>{(m.Control(name, metric) is { } value ? NumberText.Of(value) : "")}</td>"))}<td>{(m.Summary.Verdicts.TryGetValue(metric, out var verdict) ? VerdictBadge.Of(verdict) : Html.Empty)}</td></tr>
                """))}
            </tbody></table></div>
            """);
    }

    /// <summary>Those that are always shown, where they are, and whichever is the best for one of the models.</summary>
    private static string[] Controls(string metric, IReadOnlyList<ShownModel> models)
    {
        var best = models.SelectMany(m => m.Evaluations).SelectMany(e => e.Claims).Where(c => c.Metric == metric).Select(c => c.Baseline);
        return [.. ShownControls.Union(best).Where(c => models.Any(m => m.Control(c, metric) is not null))];
    }

    private static BarChart Glance(string metric, IReadOnlyList<ShownModel> models)
    {
        var own = models.Index().Where(m => m.Item.Summary.Metrics.ContainsKey(metric))
            .Select(m => (m.Item.Label, Value: m.Item.Summary.Metrics[metric], m.Index)).Select(m => new Bar(m.Label, m.Value.Value, m.Value.Low, m.Value.High, m.Index));
        // A control that needs no model, or does as well with each, is shown once.
        var controls = Controls(metric, models).SelectMany(name => models.Where(m => m.Control(name, metric) is not null).GroupBy(m => m.Control(name, metric)!.Value)
            .Select(g => new Bar(g.Count() == models.Count ? NumberText.Words(name) : $"{NumberText.Words(name)} · {string.Join(", ", g.Select(m => m.Label))}", g.Key)));
        return BarChart.InView(NumberText.Words(metric), [.. own, .. controls]);
    }

    /// <summary>A model with those of its runs that the page shows.</summary>
    private sealed record ShownModel(ModelSummary Summary, IReadOnlyList<ReportedRun> Runs)
    {
        public string Label => Summary.Label;

        public IEnumerable<Evaluation> Evaluations => Runs.Select(r => r.Evaluation!);

        /// <summary>A control's mean over the runs; null where none has it.</summary>
        public double? Control(string name, string metric)
        {
            var values = Evaluations.Select(e => e.Baselines.GetValueOrDefault(name)).OfType<IReadOnlyDictionary<string, double>>()
                .Where(v => v.ContainsKey(metric)).Select(v => v[metric]).ToArray();
            return values.Length > 0 ? values.Average() : null;
        }
    }
}
