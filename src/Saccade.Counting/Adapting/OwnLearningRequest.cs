using Saccade.Training;

namespace Saccade.Counting.Adapting;

/// <summary>What to learn from images of one's own.</summary>
public sealed record OwnLearningRequest
{
    /// <summary>The run to learn on top of.</summary>
    public required RunFolder From { get; init; }

    /// <summary>A counting set of the own images.</summary>
    public required string Images { get; init; }

    /// <summary>The new run's folder.</summary>
    public required string Out { get; init; }

    /// <summary>Pixels along the tiles that own images are counted by, and learnt from; 0: they are counted as a whole.</summary>
    public int Tile { get; init; }

    /// <summary>Keys of the recipe to set, <c>key=value</c>.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>Told what is being done, in words.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    public ITrainingObserver? Observer { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
