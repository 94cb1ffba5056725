using System.CommandLine;
using Saccade.Cli.Demo;
using Saccade.Cli.Progress;
using Saccade.Report;
using Saccade.Report.Pages;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>demo</c>: the main job in a few minutes, from no data to a report with verdicts.</summary>
internal sealed class DemoCommand : SaccadeCommand
{
    private const string RunsRoot = "runs";

    /// <summary>What is left for starting, calibrating and a machine that slows down.</summary>
    private const double PlannedShare = 0.82;

    private readonly ApplicationList _applications;
    private readonly Option<string?> _out = new("--out") { Description = "folder for the runs and the report (default: a new one in runs/)", HelpName = "DIR" };
    private readonly Option<double> _minutes = new("--minutes") { Description = "time there is, about (default 6)", HelpName = "M", DefaultValueFactory = _ => 6 };
    private readonly Option<int?> _clips = new("--clips") { Description = "train on exactly so many clips, whatever the time; repeats a demo bit for bit", HelpName = "N" };
    private readonly Option<int> _seed = new("--seed") { Description = "of clips and weights (default 1)", HelpName = "S", DefaultValueFactory = _ => 1 };

    public DemoCommand(ApplicationList applications)
        : base("demo", "the main job in minutes: makes data, trains and judges each extractor, writes a report", "saccade demo")
    {
        _applications = applications;
        foreach (var option in new Option[] { _out, _minutes, _clips, _seed })
            Add(option);
    }

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        if (arguments.GetValue(_clips) is < 1 or > 10_000_000 || arguments.GetValue(_minutes) is not (> 0 and <= 1440) || arguments.GetValue(_seed) < 0)
            throw new UsageException("--clips has to be between 1 and 10000000, --minutes between 0 and 1440, --seed at least 0");
        var root = arguments.GetValue(_out) ?? RunFolder.NewPath(RunsRoot, "demo", context.Clock.GetLocalNow());
        var recipes = DemoRecipe.All;
        context.Tell($"Saccade demo: trains {recipes.Count} extractors on generated clips of moving balls and asks each whether it needs the video. Results in {root}.");
        var plan = arguments.GetValue(_clips) is { } clips ? DemoPlan.Of(clips, recipes.Select(NameOf)) : Calibrate(recipes, root, TimeSpan.FromMinutes(arguments.GetValue(_minutes)), context);
        context.Tell($"Each sees {NumberText.Count(plan.Sizes.Clips)} clips of {DemoRecipe.Size} x {DemoRecipe.Size} pixels, none twice, and is judged on {NumberText.Count(plan.Sizes.Test)} others"
            + $"{(plan.Expected > TimeSpan.Zero ? $"; about {NumberText.Duration(plan.Expected)} in all" : "")}. 'saccade demo --clips {plan.Sizes.Clips}' repeats it.");

        var judged = TrainingDisplay.Watch(context, observer =>
        {
            var progress = new DemoProgress(observer, plan, context.Clock);
            return recipes.Select(recipe => TrainAndJudge(recipe, root, plan, arguments.GetValue(_seed), progress, context)).ToArray();
        });
        var comparison = Comparison.Of(
            [.. judged.Select(j => ComparedRun.Of(j.Name, j.Folder, j.Judged.Evaluation, j.Judged.Outputs))], judged[0].Application.Metrics,
            i => ModelCost.Measure(judged[i].Application, _applications.Bind(judged[i].Folder).Recipe, judged[i].Folder));
        var report = WriteReport(root, plan, judged, comparison, context);
        return new Outcome(
            new { Report = report, plan.Sizes.Clips, comparison.Runs, comparison.Models, comparison.Differences, comparison.Ensemble, comparison.Recommendation },
            screen => Show(screen, judged, comparison.Recommendation, report),
            EvidenceText.ExitCodeOf(comparison.Runs));
    }

    private DemoPlan Calibrate(IReadOnlyList<DemoRecipe> recipes, string root, TimeSpan time, CommandContext context)
    {
        var start = context.Clock.GetTimestamp();
        var speeds = new List<(string, SpeedProbe)>();
        foreach (var recipe in recipes)
        {
            context.Tell($"measuring how fast this machine trains {NameOf(recipe)} ...");
            speeds.Add((NameOf(recipe), SpeedProbe.Measure(recipe, _applications, Path.Combine(root, ".speed"), context.Clock, context.Stop)));
        }
        return DemoPlan.Fitting(time * PlannedShare - context.Clock.GetElapsedTime(start), speeds);
    }

    private DemoRun TrainAndJudge(DemoRecipe demo, string root, DemoPlan plan, int seed, DemoProgress progress, CommandContext context)
    {
        var (application, recipe) = demo.Bind(_applications, plan.Sizes, seed);
        context.Tell($"{progress.Next().Name} ...");
        var trained = Trainer.Train(
            new TrainingRequest { Application = application, Recipe = recipe, Folder = Path.Combine(root, recipe.Run.Model), Observer = progress, Time = context.Clock }, context.Stop);
        context.Stop.ThrowIfCancellationRequested();
        context.Tell($"{progress.Next().Name} ...");
        var judged = RunEvaluator.Evaluate(
            new EvaluationRequest { Application = application, Recipe = recipe, Run = trained.Run, Split = Split.Test, Progress = progress.OnProgress }, context.Stop);
        ReportFile.Write(application, trained.Run, judged.Evaluation, context.Clock);
        return new DemoRun(recipe.Run.Model, application, trained.Run, judged);
    }

    private static string WriteReport(string root, DemoPlan plan, DemoRun[] runs, Comparison comparison, CommandContext context)
    {
        var path = Path.GetFullPath(Path.Combine(root, "report.html"));
        var introduction = $"{runs.Length} models, each trained on {NumberText.Count(plan.Sizes.Clips)} generated clips of {DemoRecipe.Size} x {DemoRecipe.Size} pixels (none seen twice) and judged on {NumberText.Count(plan.Sizes.Test)} others. "
            + "A verdict compares the model with the best of its controls, on the same clips.";
        AtomicFile.WriteText(path, ComparisonReport.Of("Saccade demo", introduction,
            [.. runs.Select(r => ReportedRun.Of(r.Folder, r.Judged.Evaluation) with { Section = r.Application.Report(r.Folder, r.Judged.Evaluation) })],
            comparison, runs[0].Application.Metrics, context.Clock.GetUtcNow()));
        return path;
    }

    private static void Show(IAnsiConsole screen, DemoRun[] runs, Recommendation recommendation, string report)
    {
        screen.Write(ModelTable.Of([.. runs.Select(r => (r.Name, r.Judged.Evaluation))]));
        EvidenceText.Directions(screen, runs.Select(r => r.Judged.Evaluation));
        foreach (var run in runs)
        {
            if (Report.Elements.VideoQuestion.Answer(run.Judged.Evaluation) is { } answer)
                screen.WriteLine($"Does {run.Name} need the video? {answer}");
        }
        screen.WriteLine(recommendation.Text);
        screen.WriteLine($"Report: {report}");
    }

    private static string NameOf(DemoRecipe recipe) => RecipeFile.Parse(recipe.Text, recipe.Source).Peek("model") ?? recipe.Source;

    /// <summary>One model of the demonstration, trained and judged.</summary>
    private sealed record DemoRun(string Name, IApplication Application, RunFolder Folder, EvaluatedRun Judged);
}
