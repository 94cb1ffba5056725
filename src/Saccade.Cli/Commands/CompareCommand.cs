using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Training;

namespace Saccade.Cli.Commands;

/// <summary><c>compare</c>: models judged on the same samples; their differences with intervals, "no difference" when that is so, what they cost, and which to take.</summary>
internal sealed class CompareCommand : SaccadeCommand
{
    private readonly ApplicationList _applications;
    private readonly Argument<string[]> _runs = new("RUN") { Description = "two or more folders of runs", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _against = new("--against") { Description = "compare each with this one alone: which changes helped?", HelpName = "RUN" };
    private readonly Option<string?> _data = new("--data") { Description = "other data to judge them on", HelpName = "DIR" };
    private readonly Option<string> _split = SplitOption.Create(Split.Test);
    private readonly Option<string[]> _accept = new("--accept") { Description = "go on although this check fails; stored and shown", HelpName = "CHECK", DefaultValueFactory = _ => [] };

    public CompareCommand(ApplicationList applications)
        : base("compare", "compare models on the same samples, with intervals, costs and a recommendation", "saccade compare runs/first runs/second")
    {
        _applications = applications;
        Add(_runs);
        foreach (var option in new Option[] { _against, _data, _split, _accept })
            Add(option);
    }

    public override string Notes =>
        "Runs of one recipe with different seeds are one model: 'saccade compare runs/queue/*/'. Evidence that a run already\n"
        + "holds is used again; give --data to judge on other data. Exit code 3 when one of them is invalid.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var paths = arguments.GetRequiredValue(_runs);
        if (paths.Length < 2)
            throw new UsageException("compare needs at least two runs");
        var runs = paths.Select(RunFolder.Open).ToArray();
        if (runs.Select(r => r.Root).Distinct().Count() < runs.Length)
            throw new UsageException("compare was given the same run twice");
        var against = arguments.GetValue(_against) is { } given ? RunFolder.Open(given).Root : null;
        var place = against is null ? -1 : Array.FindIndex(runs, r => r.Root == against);
        if (against is not null && place < 0)
            throw new UsageException($"--against names {arguments.GetValue(_against)}, which is none of the runs to compare");
        var bound = runs.Select(run => (Run: run, Bound: _applications.Bind(run, arguments.GetValue(_data) is { } data ? [$"data={data}"] : []))).ToArray();
        if (bound.FirstOrDefault(b => b.Bound.Application != bound[0].Bound.Application) is { Run: not null } other)
            throw new UsageException($"{runs[0].Given} and {other.Run.Given} cannot be compared: they are for different tasks, {bound[0].Bound.Application.Task} and {other.Bound.Application.Task}; compare runs of one task");
        var metrics = ComparableMetrics.Of(bound[0].Bound.Application, [.. bound.Select(b => (b.Run, b.Bound.Recipe))]);
        var comparison = TrainingDisplay.Watch(context, observer =>
        {
            var compared = bound.Select(b => Judge(b.Run, b.Bound.Application, b.Bound.Recipe, arguments, observer, context.Stop)).ToArray();
            context.Tell("comparing them sample by sample, and measuring what they cost ...");
            return Comparison.Of(compared, metrics, i => ModelCost.Measure(bound[i].Bound.Application, bound[i].Bound.Recipe, bound[i].Run), against: place < 0 ? null : place);
        });
        return new Outcome(comparison, screen => ComparisonText.Show(screen, comparison), EvidenceText.ExitCodeOf(comparison.Runs));
    }

    private ComparedRun Judge(RunFolder run, IApplication application, Recipe recipe, ParseResult arguments, ITrainingObserver observer, CancellationToken stop)
    {
        var split = SplitOption.Value(arguments, _split);
        var accepted = arguments.GetRequiredValue(_accept);
        if (arguments.GetValue(_data) is null && accepted.Length == 0 && run.ReadEvidence().TryGetValue(split, out var evaluation))
            return ComparedRun.Of(LabelOf(run), run, evaluation, run.ReadOutputs(split));
        var judged = RunEvaluator.Evaluate(
            new EvaluationRequest { Application = application, Recipe = recipe, Run = run, Split = split, Accepted = accepted, Progress = observer.OnProgress }, stop);
        return ComparedRun.Of(LabelOf(run), run, judged.Evaluation, judged.Outputs);
    }

    private static string LabelOf(RunFolder run) => Path.GetFileName(run.Root);
}
