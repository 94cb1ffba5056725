using Saccade.Objects.Detection;
using Saccade.Objects.Tracking;
using Saccade.Trajectories.Clips;

namespace Saccade.Objects.Prediction;

/// <summary>How objects are found and followed in a video. What is left open is fitted to it.</summary>
public sealed record VideoTrackerOptions
{
    // Pixels of generated clips, which the defaults are for.
    private const double ClipSize = 64;

    // A ball that bounces at its own radius a frame still has this much in common with where it was.
    private const double TurnOverlap = 0.2;

    // What is no ball may turn another side to the camera, and be found in part.
    private const double RadiusDeviation = 0.2;

    // Of the shorter side; below it lies what compression and sensors make.
    private const double SmallestRadius = 0.01;

    /// <summary>What is done about the background; null: its median is taken out where it is not dark.</summary>
    public Background? Background { get; init; }

    /// <summary>Null: the defaults, without what is smaller than a hundredth of the picture.</summary>
    public DiscDetectorOptions? Detection { get; init; }

    /// <summary>Null: the defaults, in proportion to the picture, and objects may bounce.</summary>
    public TrackerOptions? Tracking { get; init; }

    /// <summary>Longer videos are refused. Default 200,000: two hours at 25 frames a second.</summary>
    public int MostFrames { get; init; } = 200_000;

    /// <summary>A video in which more is found is refused: it is noise, or its camera moves. Default 20,000.</summary>
    public int MostTracks { get; init; } = 20_000;

    internal DiscDetectorOptions DetectionFor(int width, int height) =>
        Detection ?? new() { SmallestArea = Math.Max(new DiscDetectorOptions().SmallestArea, Math.PI * Math.Pow(SmallestRadius * Math.Min(width, height), 2)) };

    internal TrackerOptions TrackingFor(int width, int height) =>
        Tracking ?? new TrackerOptions { TurnOverlap = TurnOverlap, RadiusDeviation = RadiusDeviation }.Scaled(Math.Min(width, height) / ClipSize);
}
