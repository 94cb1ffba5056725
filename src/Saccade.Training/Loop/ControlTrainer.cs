using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Saccade.Neural;

namespace Saccade.Training;

/// <summary>
/// Trains the models of controls: the run's recipe on changed data, with a quarter of the steps that the run took. Each is
/// trained once per recipe and data, whatever the run's seed; its weights, and what it said, are kept beside the runs, in <c>.controls/</c>, for all of
/// them. Runs that are judged side by side wait for each other's controls instead of training them twice.
/// </summary>
internal sealed class ControlTrainer
{
    /// <summary>Keys that change neither the model nor what it learns.</summary>
    private static readonly string[] Irrelevant = ["seed", "data", "threads", "stop", "checkpoint_every", "trainer.log_every", "trainer.checkpoint_steps", "trainer.checkpoint_minutes", "trainer.best_by", "trainer.warn_norm", "accept"];

    /// <summary>One seed for the controls of all runs, so that it does not matter which of them is judged first.</summary>
    private const int Seed = 1;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly IApplication application;
    private readonly Recipe recipe;
    private readonly IReadOnlyList<NamedTensor> frozen;
    private readonly RunFolder folder;
    private readonly KeptOutputs kept;
    private readonly long steps;
    private readonly Action<TrainingProgress> report;
    private readonly CancellationToken cancellation;
    private readonly Stopwatch stopwatch = new();

    /// <param name="application">The run's application.</param>
    /// <param name="recipe">The run's recipe, as <see cref="Seeded"/> gives it.</param>
    /// <param name="judged">The run's trained model, whose frozen parts its controls get too.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="runSteps">How many steps the run itself took.</param>
    /// <param name="report">Told of every step and batch, with the control's name as phase.</param>
    /// <param name="cancellation">Ends a control between two steps; nothing of it is kept.</param>
    public ControlTrainer(IApplication application, Recipe recipe, Module judged, RunFolder folder, long runSteps, Action<TrainingProgress> report, CancellationToken cancellation)
    {
        this.application = application;
        this.recipe = recipe;
        frozen = judged.FrozenState();
        this.folder = folder;
        kept = new KeptOutputs(folder.ControlsPath);
        steps = Math.Max(1, (runSteps + 3) / 4);
        this.report = report;
        this.cancellation = cancellation;
    }

    /// <summary>The recipe that controls are trained by, on data opened with it: a seed also chooses which training samples are changed, and how.</summary>
    public static Recipe Seeded(Recipe recipe) => recipe.With(recipe.Run with { Seed = Seed });

    /// <summary>Outputs of the control's model on a split of <paramref name="view"/>.</summary>
    public IReadOnlyList<SampleOutput> Predict(string name, IDataSource view, Split split)
    {
        var key = Key(view);
        return kept.Of(name, $"{key} {split}", () => Predict(Path.Combine(folder.ControlsPath, $"{name}-{key}.safetensors"), name, view, split));
    }

    private IReadOnlyList<SampleOutput> Predict(string path, string name, IDataSource view, Split split)
    {
        stopwatch.Restart();
        using var engine = Trainer.NewEngine(recipe.Run);
        var learner = application.Build(recipe, view, engine);
        if (Claim(path) is { } claim)
        {
            using var mine = claim;
            LoadPretrained(learner);
            Train(name, view, new StepRunner(engine, learner, recipe, new EpochOrder(view, recipe.Run.BatchSize, engine.Seed, recipe.Trainer.PartialBatches), steps), path);
        }
        Checkpoint.LoadWeights(path, learner.Model);
        return SplitEvaluator.Evaluate(engine, learner, view, split, recipe,
            (done, all) => report(new TrainingProgress(name, 1, 1, done, all, double.NaN, double.NaN, stopwatch.Elapsed, null)), cancellation).Outputs;
    }

    /// <summary>
    /// Gives a fresh model what the run's had before it was trained. A frozen part (a tokenizer) comes from the run itself: what lies where the recipe found
    /// it may be another one by now.
    /// </summary>
    public void LoadPretrained(ILearner fresh)
    {
        if (frozen.Count == 0)
            fresh.LoadPretrained();
        foreach (var (own, from) in fresh.Model.FrozenState().Zip(frozen))
            from.Tensor.AsSpan().CopyTo(own.Tensor.AsSpan());
    }

    /// <summary>Waits until the control is there, or until it is ours to train.</summary>
    /// <returns>What keeps others from training it, to be disposed when it is trained; null when it is there.</returns>
    private FileStream? Claim(string path)
    {
        var lockPath = $"{path}.lock";
        while (!File.Exists(path))
        {
            try
            {
                Directory.CreateDirectory(folder.ControlsPath);
                // The operating system gives it back when the process dies, however it dies.
                return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(lockPath))
            {
                cancellation.WaitHandle.WaitOne(LookAgain);
                cancellation.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw RunException.CannotWrite(path, e);
            }
        }
        return null;
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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{json.ToJsonString()} {view.Hash} {steps} {MachineInfo.CodeVersion}"));
        foreach (var part in frozen)
            hash.AppendData(MemoryMarshal.AsBytes(part.Tensor.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
