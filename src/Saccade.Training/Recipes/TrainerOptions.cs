using System.ComponentModel.DataAnnotations;

namespace Saccade.Training;

/// <summary>Keys of the training loop itself, <c>trainer.*</c>; the defaults suit nearly every recipe.</summary>
public sealed record TrainerOptions
{
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Adamw;

    /// <summary>Decay of the running average of the weights that is evaluated and kept instead of the last ones; 0: none.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double EmaDecay { get; init; }

    /// <summary>Steps between two journal entries.</summary>
    [Range(1, 1_000_000)]
    public int LogEvery { get; init; } = 10;

    /// <summary>Write the last checkpoint also every so many steps within an epoch; 0: only by <see cref="CheckpointMinutes"/>.</summary>
    [Range(0, 1_000_000_000)]
    public int CheckpointSteps { get; init; }

    /// <summary>Write the last checkpoint also every so many minutes within an epoch; 0: only at an epoch's end.</summary>
    [Range(0.0, 100_000.0)]
    public double CheckpointMinutes { get; init; } = 2;

    /// <summary>The metric that decides which epoch is best; empty: the validation loss.</summary>
    public string BestBy { get; init; } = "";

    /// <summary>What is left of the peak rate at the bottom of <see cref="ScheduleKind.CosineAnnealing"/>.</summary>
    [Range(0.0, 1.0)]
    public double CosineFloor { get; init; }

    /// <summary>How many epochs before the end <see cref="ScheduleKind.CosineAnnealing"/> is at its bottom.</summary>
    [Range(0, 1_000_000)]
    public int CosineEarly { get; init; }

    /// <summary>Decay biases and the scales of norms too, as PyTorch's optimisers do when they are not told otherwise.</summary>
    public bool DecayAll { get; init; }

    /// <summary>Train on an epoch's last batch though it is not full, and let every batch, full or not, count the same in an epoch's losses.</summary>
    public bool PartialBatches { get; init; }

    /// <summary>Leave out a batch whose loss or gradient is not finite, and note it, instead of ending the run.</summary>
    public bool SkipNotFinite { get; init; }

    /// <summary>Note gradients of a greater norm (before clipping) than this; 0: never.</summary>
    [Range(0.0, 1e9)]
    public double WarnNorm { get; init; }

    /// <summary>Fit a temperature on the validation split and divide logits by it wherever the run is judged or predicts.</summary>
    public bool Temperature { get; init; }
}
