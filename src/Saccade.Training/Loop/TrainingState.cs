using System.Text.Json.Serialization;

namespace Saccade.Training;

/// <summary>
/// Where a run stands, beside its tensors: all that a checkpoint needs to go on as if nothing had happened. The data
/// cursor is the step, since the order of samples is a function of it; patience and time are read from the journal, so that
/// two checkpoints of the same step are the same bytes.
/// </summary>
public sealed record TrainingState
{
    /// <summary>Finished optimiser steps.</summary>
    public long Step { get; init; }

    /// <summary>Epochs finished with their validation.</summary>
    public int EpochsDone { get; init; }

    /// <summary>Sum of the losses of the steps since the last finished epoch.</summary>
    public double EpochLossSum { get; init; }

    /// <summary>How many of those steps were left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long EpochSkipped { get; init; }

    /// <summary>The best epoch, counted from 1; 0 before the first.</summary>
    public int BestEpoch { get; init; }

    /// <summary>The value that made it best.</summary>
    public double BestValue { get; init; } = double.NaN;

    /// <summary>Hash of the data trained on.</summary>
    public required string DataHash { get; init; }
}
