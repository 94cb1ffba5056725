using Saccade.Report;
using Saccade.Report.Elements;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli;

/// <summary>A comparison on a terminal: models beside their controls, costs, classes, differences, the ensemble, and which model to take.</summary>
internal static class ComparisonText
{
    public static void Show(IAnsiConsole screen, Comparison comparison)
    {
        var labels = comparison.Labels;
        var first = comparison.Runs[0];
        screen.WriteLine($"{comparison.Runs.Count} runs of {comparison.Models.Count} models, {NumberText.Count(first.Samples)} samples of the {first.Split.ToString().ToLowerInvariant()} split");
        Models(screen, comparison);
        foreach (var run in comparison.Runs.Where(r => r.Checks.Any(c => !c.Passed)).DistinctBy(r => string.Join('\n', r.Checks)))
            EvidenceText.Checks(screen, run.Checks.Where(c => !c.Passed), run.Accepted);
        Costs(screen, comparison.Models);
        Classes(screen, comparison.Models);
        if (comparison.Against is not null)
        {
            Changes(screen, comparison);
            return;
        }
        Differences(screen, "first minus second", comparison.Differences, labels);
        if (comparison.Ensemble is { } ensemble)
        {
            screen.WriteLine($"The best two on validation, {string.Join(" and ", ensemble.Members.Select(m => labels[m]))}, asked together:");
            Differences(screen, "together minus the better one", ensemble.Differences, labels);
        }
        screen.WriteLine(comparison.Recommendation.Text);
        foreach (var reason in comparison.Recommendation.Reasons)
            screen.WriteLine($"- {reason}");
    }

    /// <summary>One row for each change to the model that all are compared with: whether it helped, and where.</summary>
    public static void Changes(IAnsiConsole screen, Comparison comparison)
    {
        var labels = comparison.Labels;
        var table = Plain().AddColumns($"compared with {labels[comparison.Against!]}", "conclusion", "better in", "worse in");
        table.Columns[0].NoWrap();
        foreach (var change in ChangeOutcome.Of(comparison.Differences))
            table.AddRow(new Text(labels.GetValueOrDefault(change.Model, change.Model)), new Text(change.Conclusion), new Text(Listed(change.Better)), new Text(Listed(change.Worse)));
        screen.Write(table);
        screen.WriteLine("Differences with 95 % intervals over groups of samples, drawn alike for both; corrected for all changes and metrics together.");
        if (comparison.Models.Any(m => m.Runs.Count == 1))
            screen.WriteLine(comparison.Recommendation.Reasons[0]);

        static string Listed(IEnumerable<ComparedMetric> where) => string.Join(", ", where.Select(d => $"{d.Metric} {NumberText.Of(new Interval(d.Difference, d.Low, d.High))}"));
    }

    private static void Models(IAnsiConsole screen, Comparison comparison)
    {
        var evaluations = comparison.Runs.ToDictionary(r => r.Run);
        var table = Plain().AddColumns("metric", "model", "mean (95 % interval)", "each seed", "best control", "verdict");
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        foreach (var metric in comparison.Models.SelectMany(m => m.Metrics.Keys).Distinct())
        {
            foreach (var model in comparison.Models.Where(m => m.Metrics.ContainsKey(metric)))
            {
                var value = model.Metrics[metric];
                var claim = evaluations[model.Runs[0]].Claims.FirstOrDefault(c => c.Metric == metric);
                table.AddRow(
                    new Text(metric), new Text(model.Label), new Text(NumberText.Of(value.ToInterval())),
                    new Text(model.Runs.Count > 1 ? string.Join(", ", value.PerSeed.Select(NumberText.Of)) : ""),
                    new Text(claim is null ? "" : $"{claim.Baseline} {NumberText.Of(claim.Value - claim.Difference.Value)}"),
                    new Markup(model.Verdicts.TryGetValue(metric, out var verdict) ? EvidenceText.Verdict(verdict) : ""));
            }
        }
        screen.Write(table);
        EvidenceText.Directions(screen, comparison.Runs);
    }

    private static void Costs(IAnsiConsole screen, IReadOnlyList<ModelSummary> models)
    {
        var table = Plain().AddColumns("model", "training").AddColumns([.. ModelPart.Columns.Select(c => c.Name)]);
        foreach (var model in models)
            table.AddRow([model.Label, ModelPart.Training(model), .. ModelPart.Columns.Select(c => model.Cost is { } cost ? c.Value(cost) : "")]);
        screen.Write(table);
    }

    private static void Classes(IAnsiConsole screen, IReadOnlyList<ModelSummary> models)
    {
        var classes = models.SelectMany(m => m.Confusion?.Classes ?? []).Distinct().ToArray();
        if (classes.Length == 0)
            return;
        var table = Plain().AddColumn("recognised of each class").AddColumns(classes);
        foreach (var model in models.Where(m => m.Confusion is not null))
            table.AddRow([model.Label, .. classes.Select(c => ModelPart.RecallOf(model.Confusion!, c))]);
        screen.Write(table);
    }

    private static void Differences(IAnsiConsole screen, string what, IReadOnlyList<ComparedMetric> differences, IReadOnlyDictionary<string, string> labels)
    {
        if (differences.Count == 0)
            return;
        var table = Plain().AddColumns("metric", "first", "second", what, "p, corrected", "conclusion");
        foreach (var d in differences)
        {
            table.AddRow(
                new Text(d.Metric), new Text(labels.GetValueOrDefault(d.A, d.A)), new Text(labels.GetValueOrDefault(d.B, d.B)),
                new Text(NumberText.Of(new Interval(d.Difference, d.Low, d.High))), new Text(NumberText.Of(d.AdjustedP)), new Text(ConclusionText.Of(d, labels)));
        }
        screen.Write(table);
    }

    private static Table Plain() => new Table().Border(TableBorder.Simple);
}
