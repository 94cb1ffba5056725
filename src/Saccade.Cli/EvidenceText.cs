using Saccade.Report;
using Saccade.Report.Elements;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli;

/// <summary>Evidence as tables on a terminal: every number beside its controls, every claim with its verdict.</summary>
internal static class EvidenceText
{
    private const int MostColumns = 9;

    public static void Show(IAnsiConsole screen, Evaluation evaluation)
    {
        screen.WriteLine($"{evaluation.Run}: {NumberText.Count(evaluation.Samples)} samples of the {evaluation.Split.ToString().ToLowerInvariant()} split");
        var metrics = evaluation.Metrics.Keys.ToArray();
        var said = evaluation.Baselines.Concat(evaluation.Information).ToArray();
        (string Name, Func<string, string> Of)[] judged =
        [
            ("this model", m => NumberText.Of(evaluation.Metrics[m])),
            .. said.Select(b => (b.Key, (Func<string, string>)(m => b.Value.TryGetValue(m, out var value) ? NumberText.Of(value) : ""))),
        ];
        // A line each for the few: models beside each other where there are more metrics than a terminal is wide.
        var isWide = metrics.Length > MostColumns;
        var table = Plain().AddColumn("").AddColumns(isWide ? [.. judged.Select(j => j.Name)] : metrics);
        if (isWide)
        {
            foreach (var metric in metrics)
                table.AddRow([new Text(metric), .. judged.Select(j => new Text(j.Of(metric)))]);
        }
        else
        {
            foreach (var (name, of) in judged)
                table.AddRow([new Text(name), .. metrics.Select(m => new Text(of(m)))]);
        }
        screen.Write(table);
        Directions(screen, [evaluation]);
        if (evaluation.Checks.Any(c => !c.Passed))
            Checks(screen, evaluation.Checks.Where(c => !c.Passed), evaluation.Accepted);
        foreach (var claim in evaluation.Claims)
        {
            screen.MarkupLineInterpolated(
                $"{claim.Metric}: {NumberText.Signed(claim.Difference.Value)} against {claim.Baseline}, 95 % interval {NumberText.Signed(claim.Difference.Low)} to {NumberText.Signed(claim.Difference.High)}: ");
            screen.MarkupLine($"  {Verdict(claim.Verdict)}");
        }
        if (VideoQuestion.Answer(evaluation) is { } answer)
            screen.WriteLine($"Does it need the video? {answer}");
        screen.MarkupLine($"Verdict: {Verdict(evaluation.Verdict)}");
        foreach (var finding in evaluation.Findings)
            screen.MarkupLineInterpolated($"[yellow]{NumberText.Words(finding.Name)}[/]: {finding.Detail}");
    }

    /// <summary>Says below a table which of its metrics are better when they are lower.</summary>
    public static void Directions(IAnsiConsole screen, IEnumerable<Evaluation> evaluations)
    {
        var lower = evaluations.SelectMany(e => e.LowerIsBetter).Distinct().ToArray();
        if (lower.Length > 0)
            screen.WriteLine($"Lower is better: {string.Join(", ", lower)}.");
    }

    public static void Checks(IAnsiConsole screen, IEnumerable<CheckResult> checks, IReadOnlyList<string> accepted)
    {
        var table = Plain().AddColumns("check", "", "what it found");
        foreach (var check in checks)
        {
            var state = check.Passed ? "[green]passed[/]" : accepted.Contains(check.Name) ? "[yellow]failed, accepted[/]" : "[red]FAILED[/]";
            table.AddRow(new Text(check.Name), new Markup(state), new Text(check.Detail));
        }
        screen.Write(table);
    }

    /// <summary>A verdict as markup in the colour of its kind.</summary>
    public static string Verdict(string verdict)
    {
        var colour = verdict == Verdicts.Supported ? "green" : Verdicts.IsInvalid(verdict) ? "red" : "yellow";
        return $"[{colour}]{Markup.Escape(verdict)}[/]";
    }

    /// <summary>What a command ends with after an evaluation.</summary>
    public static int ExitCodeOf(params IEnumerable<Evaluation> evaluations) =>
        evaluations.Any(e => e.IsRefused) ? ExitCode.InvalidEvidence : ExitCode.Done;

    private static Table Plain() => new Table().Border(TableBorder.Simple);
}
