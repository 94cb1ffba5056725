using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>compare</c>: runs judged on the same samples; their differences with intervals, and "no difference" when that is so.</summary>
internal sealed class CompareCommand : SaccadeCommand
{
    private readonly ApplicationList _applications;
    private readonly Argument<string[]> _runs = new("RUN") { Description = "two or more folders of runs", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _data = new("--data") { Description = "other data to judge them on", HelpName = "DIR" };
    private readonly Option<string> _split = SplitOption.Create(Split.Test);
    private readonly Option<string[]> _accept = new("--accept") { Description = "go on although this check fails; stored and shown", HelpName = "CHECK", DefaultValueFactory = _ => [] };

    public CompareCommand(ApplicationList applications)
        : base("compare", "compare runs on the same samples, with intervals", "saccade compare runs/first runs/second")
    {
        _applications = applications;
        Add(_runs);
        foreach (var option in new Option[] { _data, _split, _accept })
            Add(option);
    }

    public override string Notes => "Evidence that a run already holds is used again; give --data to judge on other data. Exit code 3 when one of them is invalid.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var paths = arguments.GetRequiredValue(_runs);
        if (paths.Length < 2)
            throw new UsageException("compare needs at least two runs");
        var runs = paths.Select(RunFolder.Open).ToArray();
        if (runs.Select(r => r.Root).Distinct().Count() < runs.Length)
            throw new UsageException("compare was given the same run twice");
        var bound = runs.Select(run => (Run: run, Bound: _applications.Bind(run, arguments.GetValue(_data) is { } data ? [$"data={data}"] : []))).ToArray();
        if (bound.Select(b => b.Bound.Application).Distinct().Skip(1).Any())
            throw new UsageException($"the runs are for different tasks: {string.Join(", ", bound.Select(b => b.Bound.Application.Task).Distinct())}");
        var comparison = TrainingDisplay.Watch(context, observer => Comparison.Of(
            [.. bound.Select(b => Judge(b.Run, b.Bound.Application, b.Bound.Recipe, arguments, observer, context.Stop)).Select(j => (j.Evaluation, j.Outputs))],
            bound[0].Bound.Application.Metrics));
        return new Outcome(comparison, screen => Show(screen, comparison), EvidenceText.ExitCodeOf(comparison.Runs));
    }

    private EvaluatedRun Judge(RunFolder run, IApplication application, Recipe recipe, ParseResult arguments, ITrainingObserver observer, CancellationToken stop)
    {
        var split = SplitOption.Value(arguments, _split);
        var accepted = arguments.GetRequiredValue(_accept);
        if (arguments.GetValue(_data) is null && accepted.Length == 0 && run.ReadEvidence().TryGetValue(split, out var evaluation))
            return new EvaluatedRun(evaluation, run.ReadOutputs(split));
        return RunEvaluator.Evaluate(
            new EvaluationRequest { Application = application, Recipe = recipe, Run = run, Split = split, Accepted = accepted, Progress = observer.OnProgress }, stop);
    }

    private static void Show(IAnsiConsole screen, Comparison comparison)
    {
        foreach (var run in comparison.Runs)
        {
            EvidenceText.Show(screen, run);
            screen.WriteLine();
        }
        var table = new Table().Border(TableBorder.Simple).AddColumns("metric", "first", "second", "first minus second", "conclusion");
        foreach (var d in comparison.Differences)
        {
            table.AddRow(new Text(d.Metric), new Text(Short(d.A)), new Text(Short(d.B)), new Text(NumberText.Of(new Interval(d.Difference, d.Low, d.High))),
                new Text(d.Conclusion.Replace(d.A, Short(d.A)).Replace(d.B, Short(d.B))));
        }
        screen.Write(table);
    }

    private static string Short(string run) => Path.GetFileName(run);
}
