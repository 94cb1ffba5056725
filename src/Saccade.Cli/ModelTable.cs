using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli;

/// <summary>Several models on a terminal, each claim beside the controls that say what it is worth, with its verdict.</summary>
internal static class ModelTable
{
    private static readonly string[] Controls = ["majority", "constant", "still_frame", "shuffled_frames"];

    public static Table Of(IReadOnlyList<(string Name, Evaluation Evaluation)> models)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("metric", "model", "value");
        table.AddColumns([.. Controls.Select(NumberText.Words)]);
        table.AddColumns("best control", "verdict");
        foreach (var column in new[] { 0, 1, 2, table.Columns.Count - 1 })
            table.Columns[column].NoWrap();
        foreach (var metric in models.SelectMany(m => m.Evaluation.Claims.Select(c => c.Metric)).Distinct())
        {
            foreach (var (name, evaluation) in models)
            {
                foreach (var claim in evaluation.Claims.Where(c => c.Metric == metric))
                {
                    table.AddRow([
                        new Text(metric), new Text(name), new Text(NumberText.Of(claim.Value)),
                        .. Controls.Select(c => new Text(evaluation.Baselines.TryGetValue(c, out var values) && values.TryGetValue(metric, out var value) ? NumberText.Of(value) : "")),
                        new Text(Best(evaluation, claim)),
                        new Markup(EvidenceText.Verdict(claim.Verdict)),
                    ]);
                }
            }
        }
        return table;
    }

    /// <summary>The control that the verdict was spoken against.</summary>
    private static string Best(Evaluation evaluation, Claim claim) =>
        evaluation.Baselines.TryGetValue(claim.Baseline, out var values) && values.TryGetValue(claim.Metric, out var value)
            ? $"{NumberText.Words(claim.Baseline)} {NumberText.Of(value)}"
            : "";
}
