using Saccade.Media;

namespace Saccade.Trajectories.Describing;

/// <summary>
/// All that a description may rest on: what a model predicted and what was measured in its pixels. There is no place for a label or a true
/// position in it, so a description cannot know one.
/// </summary>
public sealed record PredictedMotion
{
    /// <summary>The predicted class.</summary>
    public required string Class { get; init; }

    /// <summary>The model's own, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>The second most probable class; null when there is one class only.</summary>
    public string? RunnerUp { get; init; }

    public double RunnerUpProbability { get; init; }

    /// <summary>Places of the ball in the picture by frame, as the model or the pixel tracker says; may have gaps, may be empty.</summary>
    public required IReadOnlyList<TrackPoint> Track { get; init; }

    /// <summary>Who says so.</summary>
    public TrackSource TrackSource { get; init; }

    /// <summary>Frames a second.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>Predicted position in the last frame, world units; null when the model predicts none.</summary>
    public PositionWorld? LastWorld { get; init; }

    /// <summary>Predicted positions one frame after the last and on, world units; empty when the model predicts none.</summary>
    public IReadOnlyList<PositionWorld> FutureWorld { get; init; } = [];

    /// <summary>Each frame's share of an explanation's map; empty without one.</summary>
    public IReadOnlyList<double> FrameShares { get; init; } = [];

    /// <summary>Whether the input looks like what the model was validated on; null: not known.</summary>
    public bool? InDomain { get; init; }
}

/// <summary>Where the ball is in one frame of a clip, counted from 0.</summary>
public readonly record struct TrackPoint(int Frame, PositionPixels Position);

/// <summary>Who says where the ball is in the picture.</summary>
public enum TrackSource
{
    /// <summary>The model's pixel head.</summary>
    PixelHead,

    /// <summary>The tracker that follows bright spots, where the model has no pixel head.</summary>
    PixelTracker,
}
