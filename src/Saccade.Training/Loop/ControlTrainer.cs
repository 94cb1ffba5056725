using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Saccade.Training;

/// <summary>
/// Trains the models of controls: the run's recipe on changed data, with a quarter of the steps that the run took. Each is
/// trained once per recipe and data; its weights are kept in the run's <c>controls/</c>.
/// </summary>
internal sealed class ControlTrainer
{
    /// <summary>Keys that change neither the model nor what it learns.</summary>
    private static readonly string[] Irrelevant = ["data", "threads", "stop", "checkpoint_every", "trainer.log_every", "trainer.checkpoint_steps", "trainer.checkpoint_minutes", "trainer.best_by"];

    private readonly IApplication application;
    private readonly Recipe recipe;
    private readonly RunFolder folder;
    private readonly long steps;
    private readonly Action<TrainingProgress> report;
    private readonly CancellationToken cancellation;
    private readonly Stopwatch stopwatch = new();

    /// <param name="application">The run's application.</param>
    /// <param name="recipe">The run's recipe.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="runSteps">How many steps the run itself took.</param>
    /// <param name="report">Told of every step and batch, with the control's name as phase.</param>
    /// <param name="cancellation">Ends a control between two steps; nothing of it is kept.</param>
    public ControlTrainer(IApplication application, Recipe recipe, RunFolder folder, long runSteps, Action<TrainingProgress> report, CancellationToken cancellation)
    {
        this.application = application;
        this.recipe = recipe;
        this.folder = folder;
        steps = Math.Max(1, (runSteps + 3) / 4);
        this.report = report;
        this.cancellation = cancellation;
    }

    /// <summary>Outputs of the control's model on a split of <paramref name="view"/>.</summary>
    public IReadOnlyList<SampleOutput> Predict(string name, IDataSource view, Split split)
    {
        stopwatch.Restart();
        using var engine = Trainer.NewEngine(recipe.Run);
        var learner = application.Build(recipe, view, engine);
        var path = Path.Combine(folder.ControlsPath, $"{name}-{Key(view)}.safetensors");
        if (!File.Exists(path))
        {
            learner.LoadPretrained();
            Train(name, view, new StepRunner(engine, learner, recipe, new EpochOrder(view, recipe.Run.BatchSize, engine.Seed), steps), path);
        }
        Checkpoint.LoadWeights(path, learner.Model);
        return SplitEvaluator.Evaluate(engine, learner, view, split, recipe.Run.BatchSize,
            (done, all) => report(new TrainingProgress(name, 1, 1, done, all, double.NaN, double.NaN, stopwatch.Elapsed, null)), cancellation).Outputs;
    }

    private void Train(string name, IDataSource view, StepRunner runner, string path)
    {
        using var reader = new ReadAhead(step => step >= steps ? null : view.Load(Split.Train, runner.Order.Indices(step), step));
        for (long step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var batch = reader.Take(step)!;
            var outcome = runner.Run(batch, step, keepNorms: false);
            report(new TrainingProgress(name, 1, 1, step + 1, steps, outcome.Loss, double.NaN, stopwatch.Elapsed, null));
        }
        Checkpoint.Save(path, runner.Save, new TrainingState { Step = steps, DataHash = view.Hash });
    }

    private string Key(IDataSource view)
    {
        var json = recipe.ToJson();
        foreach (var key in Irrelevant)
            json.Remove(key);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{json.ToJsonString()} {view.Hash} {steps}")))[..12];
    }
}
