using System.CommandLine;
using Saccade.Report;
using Saccade.Report.Pages;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>report</c>: one HTML file of one run, or of several side by side, from what the runs already hold.</summary>
internal sealed class ReportCommand : SaccadeCommand
{
    private const int MostInTitle = 4;

    private readonly ApplicationList _applications;
    private readonly Argument<string[]> _runs = new("RUN") { Description = "one or more folders of runs", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _out = new("--out") { Description = "the file (default: report.html in the run; for several: here)", HelpName = "FILE" };
    private readonly Option<string> _split = SplitOption.Create(Split.Test);

    public ReportCommand(ApplicationList applications)
        : base("report", "write one HTML file about one or several runs", "saccade report runs/first")
    {
        _applications = applications;
        Add(_runs);
        Add(_out);
        Add(_split);
    }

    public override string Notes => "One page without scripts: it can be mailed and printed. Runs of one recipe with other seeds are shown as one model with an interval.\n"
        + "A run without evidence on the split is shown by its validation; run 'saccade evaluate' first for the test split.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var runs = arguments.GetRequiredValue(_runs).Select(RunFolder.Open).ToArray();
        if (runs.Select(r => r.Root).Distinct().Count() < runs.Length)
            throw new UsageException("report was given the same run twice");
        var split = SplitOption.Value(arguments, _split);
        var path = arguments.GetValue(_out) ?? (runs.Length == 1 ? runs[0].ReportPath : "report.html");
        if (runs.Length == 1)
            ReportFile.Write(path, _applications.Bind(runs[0]).Application, runs[0], Evidence(runs[0], split), Cost(runs[0], context), context.Clock);
        else
            AtomicFile.WriteText(path, Compare(runs, split, context));
        return new Outcome(new { Report = Path.GetFullPath(path), Runs = runs.Select(r => r.Root) }, screen => screen.WriteLine($"Report: {Path.GetFullPath(path)}"));
    }

    private string Compare(RunFolder[] runs, Split split, CommandContext context)
    {
        var judged = runs.Select(run => (Run: run, Evaluation: Evidence(run, split)
            ?? throw new RunException($"{run.Root}: has not been judged yet; run 'saccade evaluate' on it first"))).ToArray();
        var application = _applications.Bind(runs[0]).Application;
        var metrics = ComparableMetrics.Of(application, [.. runs.Select(r => (r, _applications.Bind(r).Recipe))]);
        var comparison = Comparison.Of(
            [.. judged.Select(j => ComparedRun.Of(Path.GetFileName(j.Run.Root), j.Run, j.Evaluation, j.Run.ReadOutputs(j.Evaluation.Split)))], metrics,
            i => Cost(runs[i], context), comparesSeeds: false);
        // Samples of one run stand for its model.
        var reported = judged.Select(j => ReportedRun.Of(j.Run, j.Evaluation) with
        {
            Section = comparison.Models.Any(m => m.Runs[0] == j.Evaluation.Run) ? application.Report(j.Run, j.Evaluation) : null,
        }).ToArray();
        var models = comparison.Models;
        var title = models.Count == 1 ? $"{models[0].Label}, {runs.Length} seeds" : models.Count > MostInTitle ? $"{models.Count} models compared" : $"{string.Join(", ", models.Select(m => m.Label))} compared";
        var together = application.ReportTogether([.. models.Select(m => new JudgedModel(m, [.. judged.Where(j => m.Runs.Contains(j.Evaluation.Run))]))]);
        return ComparisonReport.Of(title, "", reported, comparison, metrics, context.Clock.GetUtcNow(), together);
    }

    /// <summary>Null where it cannot be measured any more: a report is worth something without it.</summary>
    private ModelCost? Cost(RunFolder run, CommandContext context)
    {
        try
        {
            context.Tell($"measuring what {Path.GetFileName(run.Root)} costs ...");
            var (application, recipe) = _applications.Bind(run);
            return ModelCost.Measure(application, recipe, run);
        }
        catch (RunException reason)
        {
            context.Tell($"costs are left out: {reason.Message}");
            return null;
        }
    }

    private static Evaluation? Evidence(RunFolder run, Split split)
    {
        var evidence = run.ReadEvidence();
        return evidence.GetValueOrDefault(split) ?? evidence.GetValueOrDefault(Split.Validation);
    }
}
