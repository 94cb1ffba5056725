namespace Saccade.Training;

/// <summary>What to train, where, and who watches.</summary>
public sealed record TrainingRequest
{
    public required IApplication Application { get; init; }
    public required Recipe Recipe { get; init; }

    /// <summary>The run's folder: made for a new run, taken up by <see cref="Resume"/>.</summary>
    public required string Folder { get; init; }

    /// <summary>Go on from the last checkpoint of the run in <see cref="Folder"/>; <see cref="Recipe"/> must be that run's.</summary>
    public bool Resume { get; init; }

    /// <summary>A run whose best weights to start from, as far as their names and shapes fit; null for initial weights.</summary>
    public string? From { get; init; }

    /// <summary>A folder that is kept a copy of the run without checkpoints; null for none.</summary>
    public string? Mirror { get; init; }

    /// <summary>Checks overridden by name, besides those that the recipe accepts.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>The same with those of the recipe.</summary>
    public IReadOnlyList<string> AllAccepted => [.. Recipe.Run.Accept.Union(Accepted)];

    public ITrainingObserver? Observer { get; init; }
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>How training ended.</summary>
/// <param name="Run">The run's folder.</param>
/// <param name="Status"><see cref="RunStatus.Finished"/> or <see cref="RunStatus.Stopped"/>; a failure throws.</param>
/// <param name="Reason">In one line.</param>
public sealed record TrainingResult(RunFolder Run, RunStatus Status, string Reason);
