using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>train</c>: one run from a recipe, judged on validation when it has finished.</summary>
internal sealed class TrainCommand : SaccadeCommand
{
    private const string RunsRoot = "runs";

    private readonly ApplicationList _applications;
    private readonly Argument<string?> _recipe = new("RECIPE") { Description = "the recipe, a YAML file; not needed with --resume", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _data = new("--data") { Description = "the data's folder, instead of the recipe's", HelpName = "DIR" };
    private readonly Option<string[]> _set = new("--set") { Description = "set a key of the recipe", HelpName = "KEY=VALUE", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _from = new("--from") { Description = "start from the weights of another run", HelpName = "RUN" };
    private readonly Option<string[]> _accept = new("--accept") { Description = "go on although this check fails; stored and shown", HelpName = "CHECK", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _out = new("--out") { Description = "the run's folder (default: a new one in runs/)", HelpName = "RUN" };
    private readonly Option<bool> _resume = new("--resume") { Description = "go on with the run in --out after a stop or a kill" };
    private readonly Option<string?> _mirror = new("--mirror") { Description = "keep a copy of the run, without checkpoints, in another folder", HelpName = "DIR" };

    public TrainCommand(ApplicationList applications)
        : base("train", "train one run from a recipe", "saccade train recipes/trajectories-magvit.yaml --set epochs=5 --out runs/first")
    {
        _applications = applications;
        Add(_recipe);
        foreach (var option in new Option[] { _data, _set, _from, _accept, _out, _resume, _mirror })
            Add(option);
    }

    public override string Notes =>
        "Ctrl-C saves and stops (exit code 130); 'saccade train --out RUN --resume' goes on, to the same weights bit for bit.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (application, recipe) = Bind(arguments);
        var folder = arguments.GetValue(_out) ?? RunFolder.NewPath(RunsRoot, recipe.Run.Model, context.Clock.GetLocalNow());
        context.Tell($"training {recipe.Run.Model} in {folder}");
        var accepted = arguments.GetRequiredValue(_accept);
        return TrainingDisplay.Watch<Func<Outcome>>(context, observer =>
        {
            var result = Trainer.Train(new TrainingRequest
            {
                Application = application,
                Recipe = recipe,
                Folder = folder,
                Resume = arguments.GetValue(_resume),
                From = arguments.GetValue(_from),
                Mirror = arguments.GetValue(_mirror),
                Accepted = accepted,
                Observer = observer,
                Time = context.Clock,
            }, context.Stop);
            if (result.Status == RunStatus.Stopped)
                return () => Stopped(result, folder);
            var judged = RunEvaluator.Evaluate(new EvaluationRequest
            {
                Application = application,
                Recipe = recipe,
                Run = result.Run,
                Split = Split.Validation,
                Accepted = accepted,
                Progress = observer.OnProgress,
            }, context.Stop);
            ReportFile.Write(application, result.Run, judged.Evaluation, context.Clock);
            return () => Finished(result, folder, judged.Evaluation);
        })();
    }

    private (IApplication Application, Recipe Recipe) Bind(ParseResult arguments)
    {
        string[] sets = [.. arguments.GetRequiredValue(_set), .. arguments.GetValue(_data) is { } data ? [$"data={data}"] : Array.Empty<string>()];
        var path = arguments.GetValue(_recipe);
        if (!arguments.GetValue(_resume))
            return _applications.Bind(RecipeFile.Load(path ?? throw new UsageException("train needs a RECIPE, or --resume with --out RUN"), sets));
        var folder = arguments.GetValue(_out) ?? throw new UsageException("--resume needs --out RUN, the run to go on with");
        var stored = _applications.Bind(RunFolder.Open(folder), sets);
        // A run that goes on under other keys would be neither the old experiment nor a new one.
        var (before, after) = (RunFolder.Open(folder).ReadInfo().Recipe, (path is null ? stored : _applications.Bind(RecipeFile.Load(path, sets))).Recipe.ToJson());
        var changed = before.Select(k => k.Key).Union(after.Select(k => k.Key)).FirstOrDefault(k => k is not ("data" or "threads") && before[k]?.ToJsonString() != after[k]?.ToJsonString());
        if (changed is not null)
            throw new UsageException($"the run in {folder} has '{changed}: {before[changed]?.ToJsonString() ?? "nothing"}', not {after[changed]?.ToJsonString() ?? "nothing"}; start a new run --from it instead");
        return stored;
    }

    private static Outcome Stopped(TrainingResult result, string folder) => new(
        new { Run = result.Run.Root, result.Status, result.Reason },
        screen => screen.WriteLine($"{result.Reason}: saccade train --out {folder} --resume"),
        ExitCode.Interrupted);

    private static Outcome Finished(TrainingResult result, string folder, Evaluation evaluation) => new(evaluation, screen =>
    {
        screen.WriteLine($"finished: {result.Reason}");
        EvidenceText.Show(screen, evaluation);
        screen.WriteLine($"Report: {result.Run.ReportPath}");
        screen.WriteLine($"Final numbers: saccade evaluate {folder}");
    }, EvidenceText.ExitCodeOf(evaluation));
}
