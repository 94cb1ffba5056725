using Saccade.Neural;

namespace Saccade.Training;

/// <summary>What a run takes of the machine, so that it can be refused before it begins.</summary>
/// <param name="Memory">Bytes of memory while it trains.</param>
/// <param name="Disk">Bytes that its folder will hold.</param>
public sealed record RunNeeds(long Memory, long Disk)
{
    /// <summary>Beside the engine's tensors: batches read ahead, items for the data checks, outputs of the splits.</summary>
    private const long MemoryBeside = 256L << 20;

    /// <summary>Pictures of samples. A recipe of more epochs than that counts on its stopping rule, and must not be refused for what it never draws.</summary>
    private const long PicturesPerEpoch = 128L << 10;
    private const int MostEpochsDrawn = 1000;

    /// <summary>Beside checkpoints, outputs and pictures: journal and report.</summary>
    private const long DiskBeside = 16L << 20;

    /// <summary>A line of <c>outputs-test.jsonl</c>, generously.</summary>
    private const long BytesPerOutput = 2048;

    /// <summary>Last, best and final, and the temporary file that a new one is before it takes an old one's place.</summary>
    private const int CheckpointsAtLeast = 4;

    /// <summary>Builds the run's model and takes one step, which is thrown away.</summary>
    /// <exception cref="RunException">The run's data or model cannot be used.</exception>
    public static RunNeeds Of(TrainingRequest request)
    {
        var recipe = request.Recipe;
        using var data = request.Application.OpenData(recipe);
        using var engine = Trainer.NewEngine(recipe.Run);
        var learner = request.Application.Build(recipe, data, engine);
        var order = new EpochOrder(data, recipe.Run.BatchSize, engine.Seed, recipe.Trainer.PartialBatches);
        var runner = new StepRunner(engine, learner, recipe, order, order.StepsPerEpoch * recipe.Run.Epochs);
        using (var batch = data.Load(Split.Train, order.Indices(0), 0))
            runner.Run(batch, 0, keepNorms: false);
        return new RunNeeds(engine.ReservedBytes + MemoryBeside, DiskOf(recipe, learner.Model, data));
    }

    /// <summary>Bytes that the folder of a run with this model will hold at its end.</summary>
    internal static long DiskOf(Recipe recipe, Module model, IDataSource data)
    {
        // Weights, the optimiser's moments (one of sgd, two of the others) and the average of the weights.
        var copies = 1 + (recipe.Trainer.Optimiser == OptimiserKind.Sgd ? 1 : 2) + (recipe.Trainer.EmaDecay > 0 ? 1 : 0);
        var checkpoint = copies * sizeof(float) * model.State().Sum(t => (long)t.Tensor.Count);
        var kept = CheckpointsAtLeast + (recipe.Run.CheckpointEvery > 0 ? recipe.Run.Epochs / recipe.Run.CheckpointEvery : 0);
        return (kept * checkpoint) + (BytesPerOutput * ((long)data.Count(Split.Validation) + data.Count(Split.Test))) + (PicturesPerEpoch * Math.Min(recipe.Run.Epochs, MostEpochsDrawn)) + DiskBeside;
    }
}
