using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Training;

namespace Saccade.Cli.Commands;

/// <summary><c>evaluate</c>: a run's metrics with intervals, beside every control, and a verdict for each claim.</summary>
internal sealed class EvaluateCommand : SaccadeCommand
{
    private readonly ApplicationList _applications;
    private readonly Argument<string> _run = new("RUN") { Description = "the run's folder" };
    private readonly Option<string?> _data = new("--data") { Description = "other data to judge it on", HelpName = "DIR" };
    private readonly Option<string> _split = SplitOption.Create(Split.Test);
    private readonly Option<string[]> _accept = new("--accept") { Description = "go on although this check fails; stored and shown", HelpName = "CHECK", DefaultValueFactory = _ => [] };

    public EvaluateCommand(ApplicationList applications)
        : base("evaluate", "judge a run: metrics with controls, intervals and verdicts", "saccade evaluate runs/first --split test")
    {
        _applications = applications;
        Add(_run);
        foreach (var option in new Option[] { _data, _split, _accept })
            Add(option);
    }

    public override string Notes => "Exit code 3 when a data check makes the numbers invalid; 0 also when the model is no better than a control.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var run = RunFolder.Open(arguments.GetRequiredValue(_run));
        var (application, recipe) = _applications.Bind(run, arguments.GetValue(_data) is { } data ? [$"data={data}"] : []);
        var judged = TrainingDisplay.Watch(context, observer => RunEvaluator.Evaluate(new EvaluationRequest
        {
            Application = application,
            Recipe = recipe,
            Run = run,
            Split = SplitOption.Value(arguments, _split),
            Accepted = arguments.GetRequiredValue(_accept),
            Progress = observer.OnProgress,
        }, context.Stop));
        // The run's own report tells of its own data only.
        if (arguments.GetValue(_data) is null)
            ReportFile.Write(application, run, judged.Evaluation, context.Clock);
        return new Outcome(judged.Evaluation, screen => EvidenceText.Show(screen, judged.Evaluation), EvidenceText.ExitCodeOf(judged.Evaluation));
    }
}
