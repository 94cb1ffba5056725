using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Cli.Queue;
using Saccade.Export.TensorBoard;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>train</c>: one run from a recipe, or a queue of several recipes and seeds; each is judged on validation when it has finished.</summary>
internal sealed class TrainCommand : SaccadeCommand
{
    private const string RunsRoot = "runs";
    private const int MostParallel = 1024;
    private const string TensorBoard = "tensorboard";

    private readonly ApplicationList _applications;
    private readonly Argument<string[]> _recipes = new("RECIPE") { Description = "the recipe, a YAML file, or several, or a list of variants of one; not needed with --resume", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _data = new("--data") { Description = "the data's folder, instead of the recipe's", HelpName = "DIR" };
    private readonly Option<string[]> _set = new("--set") { Description = "set a key of the recipe", HelpName = "KEY=VALUE", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "train each recipe with each of these seeds", HelpName = "1,2,3" };
    private readonly Option<int?> _parallel = new("--parallel") { Description = "of several runs, train so many at a time (default 1)", HelpName = "N" };
    private readonly Option<string?> _from = new("--from") { Description = "start from the weights of another run", HelpName = "RUN" };
    private readonly Option<string[]> _accept = new("--accept") { Description = "go on although this check fails; stored and shown", HelpName = "CHECK", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _out = new("--out") { Description = "the run's folder, or that of several (default: a new one in runs/)", HelpName = "DIR" };
    private readonly Option<bool> _resume = new("--resume") { Description = "go on with what is in --out after a stop or a kill" };
    private readonly Option<string?> _log = new("--log") { Description = $"also write the journal as event files for {TensorBoard}, into the run's folder tensorboard/", HelpName = TensorBoard };
    private readonly Option<string?> _mirror = new("--mirror") { Description = "keep a copy of the run, without checkpoints, in another folder", HelpName = "DIR" };

    public TrainCommand(ApplicationList applications)
        : base("train", "train one run from a recipe, or several from recipes and seeds", "saccade train recipes/trajectories-magvit.yaml --set epochs=5 --out runs/first")
    {
        _applications = applications;
        Add(_recipes);
        foreach (var option in new Option[] { _data, _set, _seeds, _parallel, _from, _accept, _out, _resume, _log, _mirror })
            Add(option);
    }

    public override string Notes =>
        "Ctrl-C saves and stops (exit code 130); 'saccade train --out DIR --resume' goes on, to the same weights bit for bit.\n"
        + "Of several runs, each has its folder in DIR; one that fails never stops the others (exit code 1 at the end).";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (recipes, resume, folder) = (arguments.GetValue(_recipes) ?? [], arguments.GetValue(_resume), arguments.GetValue(_out));
        var seeds = arguments.GetValue(_seeds) is { } list ? SeedList.Parse(list) : [];
        if (resume && folder is null)
            throw new UsageException("--resume needs --out DIR, what to go on with");
        if (!resume && recipes.Length == 0)
            throw new UsageException("train needs a RECIPE, or --resume with --out DIR");
        if (arguments.GetValue(_log) is { } log && log != TensorBoard)
            throw new UsageException($"--log is '{log}', but the only log there is besides the journal is '{TensorBoard}'");
        var isQueue = resume ? QueuePlan.ExistsIn(folder!) : recipes.Length * Math.Max(1, seeds.Count) > 1 || recipes.Any(path => VariantList.IsIn(RecipeFile.Load(path)));
        if (isQueue)
            return RunQueue(arguments, context, recipes, seeds);
        if (arguments.GetValue(_parallel) is not null)
            throw new UsageException("--parallel is for several runs; give several recipes or --seeds");
        if (recipes.Length > 1 || seeds.Count > 1)
            throw new UsageException($"{folder} is no queue to go on with; leave --resume out to begin one");
        return RunOne(arguments, context, recipes.FirstOrDefault(), seeds.Count > 0 ? [$"seed={seeds[0]}"] : []);
    }

    private Outcome RunOne(ParseResult arguments, CommandContext context, string? path, string[] seed)
    {
        var (application, recipe) = Bind(arguments, path, [.. Sets(arguments), .. seed]);
        var folder = arguments.GetValue(_out) ?? RunFolder.NewPath(RunsRoot, recipe.Run.Model, context.Clock.GetLocalNow());
        context.Tell($"training {recipe.Run.Model} in {folder}");
        var (training, evaluation) = TrainingDisplay.Watch(context, observer => TrainingJob.Run(new TrainingRequest
        {
            Application = application,
            Recipe = recipe,
            Folder = folder,
            Resume = arguments.GetValue(_resume),
            From = arguments.GetValue(_from),
            Mirror = arguments.GetValue(_mirror),
            Accepted = arguments.GetRequiredValue(_accept),
            Observer = Logged(arguments, context, folder) is { } log ? new ObserverPair(log, observer) : observer,
            Time = context.Clock,
        }, Report(context), context.Stop));
        return evaluation is null ? Stopped(training, folder) : Finished(training, folder, evaluation);
    }

    private Outcome RunQueue(ParseResult arguments, CommandContext context, IReadOnlyList<string> recipes, IReadOnlyList<int> seeds)
    {
        var parallel = arguments.GetValue(_parallel) ?? 1;
        if (parallel is < 1 or > MostParallel)
            throw new UsageException($"--parallel is {parallel}, but has to be between 1 and {MostParallel}");
        var folder = arguments.GetValue(_out) ?? RunFolder.NewPath(RunsRoot, "queue", context.Clock.GetLocalNow());
        var (resume, accepted) = (arguments.GetValue(_resume), arguments.GetRequiredValue(_accept));
        var plan = resume
            ? QueueSetup.Resume(_applications, folder, recipes, seeds, Sets(arguments))
            : QueueSetup.Plan(_applications, recipes, seeds, Sets(arguments), context.Clock.GetUtcNow()) with { From = arguments.GetValue(_from) };
        plan = plan with { Accepted = [.. plan.Accepted.Union(accepted)] };
        TrainingRequest[] requests = [.. QueueSetup.Requests(_applications, plan, folder, arguments.GetValue(_mirror), context.Clock).Select(r => r with { Observer = Logged(arguments, context, r.Folder) })];
        var queue = new TrainingQueue(parallel, Report(context));
        queue.RequireRoom(requests);
        TrainingQueue.RequirePretrained(requests);
        if (resume)
            plan.Write(folder); // runs may have been added, and checks accepted
        else
            plan.Create(folder);
        context.Tell($"training {plan.Runs.Count} runs in {folder}, {(parallel == 1 ? "one" : parallel)} at a time");
        var outcomes = QueueDisplay.Watch(context, plan, requests, parallel, (watched, ended) => queue.Run(watched, ended, context.Stop));
        var changes = QueueChanges.Of(_applications, plan, outcomes);
        return new Outcome(QueueText.Json(folder, plan, outcomes, changes), screen =>
        {
            QueueText.Show(screen, folder, plan, outcomes);
            if (changes is not null)
                ComparisonText.Changes(screen, changes);
        }, QueueText.ExitCodeOf(outcomes));
    }

    private TensorBoardLog? Logged(ParseResult arguments, CommandContext context, string folder) =>
        arguments.GetValue(_log) is null ? null : new TensorBoardLog(folder, context.Tell, context.Clock);

    private static Action<JudgedJob> Report(CommandContext context) => job => ReportFile.Write(job.Application, job.Run, job.Evaluation, context.Clock);

    private string[] Sets(ParseResult arguments) => [.. arguments.GetRequiredValue(_set), .. arguments.GetValue(_data) is { } data ? [$"data={data}"] : Array.Empty<string>()];

    private (IApplication Application, Recipe Recipe) Bind(ParseResult arguments, string? path, string[] sets)
    {
        if (!arguments.GetValue(_resume))
            return _applications.Bind(RecipeFile.Load(path!, sets));
        var run = RunFolder.Open(arguments.GetValue(_out)!);
        var stored = _applications.Bind(run, sets);
        ChangedRecipe.Refuse(arguments.GetValue(_out)!, run.ReadInfo().Recipe, (path is null ? stored : _applications.Bind(RecipeFile.Load(path, sets))).Recipe.ToJson());
        return stored;
    }

    private static Outcome Stopped(TrainingResult result, string folder) => new(
        new { Run = folder, result.Status, result.Reason },
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
