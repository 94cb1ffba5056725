using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Queue;

/// <summary>What became of a queue, for people and for machines.</summary>
internal static class QueueText
{
    /// <summary>One line for a run that ended: its verdict, or why there is none.</summary>
    public static string Ended(string name, QueueOutcome outcome) =>
        $"{name}: {outcome.Status.ToString().ToLowerInvariant()}: {outcome.Reason}{(outcome.Evaluation is { } evaluation ? $" ({evaluation.Verdict})" : "")}";

    /// <summary>All runs, those that failed with their reasons, and what to do next.</summary>
    public static void Show(IAnsiConsole screen, string folder, QueuePlan plan, IReadOnlyList<QueueOutcome> outcomes)
    {
        var metrics = outcomes.SelectMany(o => o.Evaluation?.Claims.Select(c => c.Metric) ?? []).Distinct().ToArray();
        var table = new Table().Border(TableBorder.Simple).AddColumn("run").AddColumns([.. metrics]).AddColumn("verdict");
        table.Columns[0].NoWrap();
        foreach (var (run, outcome) in plan.Runs.Zip(outcomes))
        {
            table.AddRow([
                new Text(run.Name),
                .. metrics.Select(m => new Text(outcome.Evaluation?.Metrics.GetValueOrDefault(m) is { } value ? NumberText.Of(value.Value) : "")),
                outcome.Evaluation is { } evaluation ? new Markup(EvidenceText.Verdict(evaluation.Verdict)) : new Text(outcome.Status.ToString().ToLowerInvariant()),
            ]);
        }
        screen.Write(table);
        foreach (var (run, outcome) in plan.Runs.Zip(outcomes).Where(r => r.Second.Status != RunStatus.Finished))
            screen.WriteLine(Ended(run.Name, outcome));
        screen.WriteLine(outcomes.All(o => o.Status == RunStatus.Finished)
            ? $"Final numbers: saccade compare {folder}/*/{(plan.Baseline is null ? "" : $" --against {folder}/{plan.Baseline}")}"
            : $"Go on with what is not finished: saccade train --out {folder} --resume");
    }

    /// <summary>The one object of <c>--json</c>.</summary>
    public static object Json(string folder, QueuePlan plan, IReadOnlyList<QueueOutcome> outcomes, Comparison? changes) => new
    {
        Queue = folder,
        Runs = plan.Runs.Zip(outcomes, (run, outcome) => new { Run = outcome.Folder, Recipe = run.Source, run.Seed, outcome.Status, outcome.Reason, outcome.Evaluation }),
        Changes = changes is null ? null : new { changes.Against, changes.Differences, changes.Recommendation },
    };

    /// <summary>Interrupted before failed before invalid: the first says least about the runs.</summary>
    public static int ExitCodeOf(IReadOnlyList<QueueOutcome> outcomes) =>
        outcomes.Any(o => o.Status == RunStatus.Stopped) ? ExitCode.Interrupted
        : outcomes.Any(o => o.Status == RunStatus.Failed) ? ExitCode.Failed
        : EvidenceText.ExitCodeOf(outcomes.Select(o => o.Evaluation!));
}
