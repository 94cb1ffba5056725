using System.Text.Json.Serialization;

namespace Saccade.Training;

/// <summary>
/// One line of <c>journal.jsonl</c>. <see cref="Step"/> counts finished optimiser steps since the run began, 0 before
/// the first; <see cref="Epoch"/> counts from 1.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StartEntry), "start")]
[JsonDerivedType(typeof(StepEntry), "step")]
[JsonDerivedType(typeof(EpochEntry), "epoch")]
[JsonDerivedType(typeof(NoteEntry), "note")]
[JsonDerivedType(typeof(EndEntry), "end")]
public abstract record JournalEntry
{
    public required long Step { get; init; }
    public required int Epoch { get; init; }
    public required DateTimeOffset Time { get; init; }
}

/// <summary>Training begins, or goes on after a stop or a kill.</summary>
public sealed record StartEntry : JournalEntry
{
    public required int Epochs { get; init; }
    public required long StepsPerEpoch { get; init; }
    public required long Parameters { get; init; }
    public required int Threads { get; init; }
}

/// <summary>Every few steps.</summary>
public sealed record StepEntry : JournalEntry
{
    /// <summary>Mean loss of the steps since the last entry.</summary>
    public required double Loss { get; init; }

    /// <summary>The loss's named parts, means since the last entry.</summary>
    public IReadOnlyDictionary<string, double> Terms { get; init; } = new Dictionary<string, double>();

    public required double LearningRate { get; init; }

    /// <summary>Global norm of the last step's gradient before clipping.</summary>
    public required double GradientNorm { get; init; }

    public required double StepsPerSecond { get; init; }

    /// <summary>Resident memory of the process, in millions of bytes, with whatever else it trains; null in journals from before this was kept.</summary>
    public double? MemoryMb { get; init; }

    /// <summary>Samples the model has been trained on since the run began, repeats counted.</summary>
    public required long SamplesSeen { get; init; }

    /// <summary>Time spent training since the run began, without the pauses between stops and resumes.</summary>
    public required double ElapsedSeconds { get; init; }
}

/// <summary>The end of an epoch, with its validation.</summary>
public sealed record EpochEntry : JournalEntry
{
    /// <summary>Mean loss over the epoch's steps.</summary>
    public required double TrainLoss { get; init; }

    public required double ValidationLoss { get; init; }

    /// <summary>The loss of the first batch of validation, by which the saved model is known again; null in journals from before this was kept.</summary>
    public double? FirstLoss { get; init; }

    /// <summary>Metrics on the validation split by name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Time spent training since the run began, without the pauses between stops and resumes.</summary>
    public required double ElapsedSeconds { get; init; }

    public required long SamplesSeen { get; init; }

    /// <summary>Whether this epoch is the best so far.</summary>
    public required bool IsBest { get; init; }

    /// <summary>Norm of each layer's gradient before clipping, the greatest of the epoch's last four steps, by parameter name.</summary>
    public IReadOnlyDictionary<string, double> GradientNorms { get; init; } = new Dictionary<string, double>();

    /// <summary>A measure by name: <c>loss</c> (validation), <c>train_loss</c> or a metric; NaN when there is none such.</summary>
    public double Measure(string name) => name switch
    {
        "loss" => ValidationLoss,
        "train_loss" => TrainLoss,
        _ => Metrics.TryGetValue(name, out var value) ? value : double.NaN,
    };
}

/// <summary>Something worth telling that stops nothing: a loss spike, a mirror that fails, an overfitting model.</summary>
public sealed record NoteEntry : JournalEntry
{
    /// <summary>A stable word for machines, such as <c>loss_spike</c>.</summary>
    public required string Kind { get; init; }

    public required string Message { get; init; }
}

/// <summary>The run ends here, for now or for good.</summary>
public sealed record EndEntry : JournalEntry
{
    public required RunStatus Status { get; init; }
    public required string Reason { get; init; }
}
