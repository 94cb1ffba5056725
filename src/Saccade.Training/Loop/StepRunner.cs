using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Training;

/// <summary>
/// One optimiser step of a learner after the other: forward, backward, clipping, update, average. What a step does depends on
/// what <see cref="Save"/> saves, the batch and the step's number alone.
/// </summary>
internal sealed class StepRunner
{
    private const int IdsShown = 64;
    private readonly Engine engine;
    private readonly ILearner learner;
    private readonly RunOptions options;
    private readonly Schedule schedule;
    private readonly bool skipsNotFinite;
    private readonly Optimiser optimiser;
    private readonly WeightAverage? average;
    private Dictionary<string, double> norms = [];

    /// <param name="engine">The learner's engine.</param>
    /// <param name="learner">What is trained.</param>
    /// <param name="recipe">How.</param>
    /// <param name="order">Which samples each step takes.</param>
    /// <param name="totalSteps">Where the schedule ends.</param>
    public StepRunner(Engine engine, ILearner learner, Recipe recipe, EpochOrder order, long totalSteps)
    {
        this.engine = engine;
        this.learner = learner;
        options = recipe.Run;
        Order = order;
        skipsNotFinite = recipe.Trainer.SkipNotFinite;
        schedule = RecipeSchedule.Of(recipe, order.StepsPerEpoch, totalSteps);
        optimiser = NewOptimiser(recipe.Trainer);
        average = recipe.Trainer.EmaDecay > 0 ? new WeightAverage(learner.Model, optimiser, recipe.Trainer.EmaDecay) : null;
    }

    public EpochOrder Order { get; }

    /// <summary>The greatest norm of each parameter's gradient before clipping, since they were last taken: a part that is not asked for in each batch is not dead.</summary>
    public IReadOnlyDictionary<string, double> TakeNorms()
    {
        var taken = norms;
        norms = [];
        return taken;
    }

    /// <summary>Runs step <paramref name="step"/> (from 0) on a batch.</summary>
    /// <param name="keepNorms">Whether to keep each parameter's gradient norm before clipping.</param>
    /// <exception cref="RunException">The loss or a gradient is not finite, and the recipe does not skip such batches; names step, layer and samples. The weights are as they were before the step.</exception>
    public StepOutcome Run(Batch batch, long step, bool keepNorms)
    {
        using (engine.BeginStep(step))
        {
            var terms = learner.Loss(batch);
            var loss = terms.Total.Item();
            if (float.IsFinite(loss))
            {
                // Backward gives the parts back.
                (string, double)[] parts = [.. terms.Parts.Select(p => (p.Name, (double)p.Value.Item()))];
                terms.Total.Backward();
                if (keepNorms)
                {
                    foreach (var (name, norm) in optimiser.GradientNorms())
                        norms[name] = Math.Max(norm, norms.GetValueOrDefault(name));
                }
                var rate = options.LearningRate * schedule.At(step);
                var update = optimiser.Update(rate);
                if (!update.Applied && skipsNotFinite)
                {
                    var cause = $"a gradient is not finite, first in {optimiser.FirstNonFiniteGradient()}";
                    optimiser.ZeroGradients();
                    return new StepOutcome(loss, parts, rate, update.GradientNorm) { Skipped = cause };
                }
                if (!update.Applied)
                    throw NotFinite($"a gradient is not finite, first in {optimiser.FirstNonFiniteGradient()}", batch, step);
                average?.Update();
                return new StepOutcome(loss, parts, rate, update.GradientNorm);
            }
        }
        if (skipsNotFinite)
            return new StepOutcome(double.NaN, [], options.LearningRate * schedule.At(step), double.NaN) { Skipped = "the loss is not finite" };
        throw NotFinite($"the loss is not finite; it first appeared in {Search(batch, step)}", batch, step);
    }

    /// <summary>Lets the model hold its averaged weights, if there are any, until the result is disposed.</summary>
    public IDisposable? UseAveragedWeights() => average is null ? null : new AveragedWeights(average);

    /// <summary>Tells the schedule, which may listen, how an epoch validated.</summary>
    public void Report(double validationLoss) => schedule.Report(validationLoss);

    /// <summary>Adds everything that decides the next steps to a checkpoint.</summary>
    public void Save(SafetensorsWriter writer)
    {
        learner.Model.SaveWeights(writer, Checkpoint.ModelPrefix);
        optimiser.Save(writer, Checkpoint.OptimiserPrefix);
        average?.Save(writer, Checkpoint.AveragePrefix);
    }

    /// <summary>Brings it back, to the bit.</summary>
    public void Load(SafetensorsFile file)
    {
        learner.Model.LoadWeights(file, Checkpoint.ModelPrefix);
        optimiser.Load(file, Checkpoint.OptimiserPrefix);
        average?.Load(file, Checkpoint.AveragePrefix);
    }

    private static RunException NotFinite(string cause, Batch batch, long step) =>
        new($"step {step + 1}: {cause} (samples {string.Join(", ", batch.Ids.Take(IdsShown))}{(batch.Count > IdsShown ? $" and {batch.Count - IdsShown} more" : "")}); try a lower learning_rate or clip_norm, and look at these samples") { IsDivergence = true };

    /// <summary>Repeats the forward pass, which draws the same random numbers, and looks at what every module returns.</summary>
    private string Search(Batch batch, long step)
    {
        using var scope = engine.BeginStep(step);
        return learner.Model.FirstNonFinite(() => learner.Loss(batch)) is { } layer
            ? layer.Length > 0 ? $"layer {layer}" : "the model's last operation"
            : "the loss itself";
    }

    private Optimiser NewOptimiser(TrainerOptions trainer)
    {
        // Biases and the scales of norms are not decayed unless asked for: pulling them to zero regularises nothing.
        var matricesOnly = !trainer.DecayAll;
        return trainer.Optimiser switch
        {
            OptimiserKind.Adamw => new AdamW(learner.Model, new AdamOptions { WeightDecay = options.WeightDecay, DecayMatricesOnly = matricesOnly, ClipNorm = options.ClipNorm }),
            OptimiserKind.Adam => new Adam(learner.Model, new AdamOptions { WeightDecay = options.WeightDecay, DecayMatricesOnly = matricesOnly, ClipNorm = options.ClipNorm }),
            OptimiserKind.Sgd => new Sgd(learner.Model, new SgdOptions { WeightDecay = options.WeightDecay, DecayMatricesOnly = matricesOnly, ClipNorm = options.ClipNorm }),
            _ => throw new InvalidOperationException($"No optimiser {trainer.Optimiser}."),
        };
    }

    private sealed class AveragedWeights : IDisposable
    {
        private readonly WeightAverage average;

        public AveragedWeights(WeightAverage average)
        {
            this.average = average;
            average.Swap();
        }

        public void Dispose() => average.Swap();
    }
}
