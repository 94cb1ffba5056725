using System.ComponentModel.DataAnnotations;

namespace Saccade.Training;

/// <summary>The keys that every recipe has, whatever is learnt.</summary>
public sealed record RunOptions
{
    /// <summary>Which application: <c>trajectories</c>, ...</summary>
    public required string Task { get; init; }

    /// <summary>Which of the application's models.</summary>
    public required string Model { get; init; }

    /// <summary>Folder of the data; empty when the application makes its own.</summary>
    public string Data { get; init; } = "";

    /// <summary>Seed of everything random in the run: initial weights, order, dropout, augmentation.</summary>
    [Range(0L, int.MaxValue)]
    public int Seed { get; init; } = 1;

    [Range(1, 1_000_000)]
    public int Epochs { get; init; } = 10;

    /// <summary>Samples a step.</summary>
    [Range(1, 65_536)]
    public int BatchSize { get; init; } = 16;

    /// <summary>The peak learning rate, reached after warm-up.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 1e-3;

    public ScheduleKind Schedule { get; init; } = ScheduleKind.Cosine;

    /// <summary>Epochs (fractions allowed) over which the learning rate rises linearly from zero.</summary>
    [Range(0.0, 1_000_000.0)]
    public double WarmupEpochs { get; init; }

    [Range(0.0, 100.0)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The gradient's global norm is cut to this; 0 leaves it alone.</summary>
    [Range(0.0, 1e9)]
    public double ClipNorm { get; init; } = 1.0;

    /// <summary>Keep a checkpoint every so many epochs besides last, best and final; 0 keeps none.</summary>
    [Range(0, 1_000_000)]
    public int CheckpointEvery { get; init; }

    /// <summary>When to stop before the last epoch, in the grammar of <see cref="StopRuleParser"/>; empty: never.</summary>
    public string Stop { get; init; } = "";

    /// <summary>Failed checks that are accepted by name, as <c>--accept</c> does.</summary>
    public string[] Accept { get; init; } = [];

    /// <summary>Worker threads; 0 takes all cores. Results do not depend on it.</summary>
    [Range(0, 1024)]
    public int Threads { get; init; }
}
