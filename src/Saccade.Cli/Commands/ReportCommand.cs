using System.CommandLine;
using Saccade.Report.Pages;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>report</c>: one HTML file of one run, or of several side by side, from what the runs already hold.</summary>
internal sealed class ReportCommand : SaccadeCommand
{
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

    public override string Notes => "A run without evidence on the split is shown by its validation; run 'saccade evaluate' first for the test split.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var runs = arguments.GetRequiredValue(_runs).Select(RunFolder.Open).ToArray();
        var split = SplitOption.Value(arguments, _split);
        var path = arguments.GetValue(_out) ?? (runs.Length == 1 ? runs[0].ReportPath : "report.html");
        if (runs.Length == 1)
            ReportFile.Write(path, _applications.Bind(runs[0]).Application, runs[0], Evidence(runs[0], split), context.Clock);
        else
            AtomicFile.WriteText(path, Compare(runs, split, context));
        return new Outcome(new { Report = Path.GetFullPath(path), Runs = runs.Select(r => r.Root) }, screen => screen.WriteLine($"Report: {Path.GetFullPath(path)}"));
    }

    private string Compare(RunFolder[] runs, Split split, CommandContext context)
    {
        var judged = runs.Select(run => (Run: run, Evaluation: Evidence(run, split)
            ?? throw new RunException($"{run.Root}: has not been judged yet; run 'saccade evaluate' on it first"))).ToArray();
        var application = _applications.Bind(runs[0]).Application;
        context.Tell("measuring what the models cost ...");
        var comparison = Comparison.Of(
            [.. judged.Select(j => ComparedRun.Of(Path.GetFileName(j.Run.Root), j.Run, j.Evaluation, j.Run.ReadOutputs(j.Evaluation.Split)))], application.Metrics,
            i => ModelCost.Measure(application, _applications.Bind(judged[i].Run).Recipe, judged[i].Run));
        var reported = judged.Select(j => new ReportedRun(Path.GetFileName(j.Run.Root), j.Evaluation, Journal.Read(j.Run.JournalPath), application.Report(j.Run, j.Evaluation))).ToArray();
        return ComparisonReport.Of($"{runs.Length} runs compared", "", reported, comparison, context.Clock.GetUtcNow());
    }

    private static Evaluation? Evidence(RunFolder run, Split split)
    {
        var evidence = run.ReadEvidence();
        return evidence.GetValueOrDefault(split) ?? evidence.GetValueOrDefault(Split.Validation);
    }
}
