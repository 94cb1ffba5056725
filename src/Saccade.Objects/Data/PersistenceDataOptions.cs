using System.ComponentModel.DataAnnotations;
using Saccade.Objects.Clips;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;

namespace Saccade.Objects.Data;

/// <summary>
/// Keys <c>data.*</c>. With <c>data: DIR</c> the stored set decides what clips are like and these keys mean nothing; with <c>data: generated</c> clips are made
/// while training, and these keys say which.
/// </summary>
public sealed record PersistenceDataOptions
{
    private static readonly PersistenceClipOptions Clips = new();

    /// <summary>Clips made for an epoch; each is seen once and never again.</summary>
    [Range(1, 1_000_000_000)]
    public int Train { get; init; } = 12_000;

    /// <summary>Clips made for validation, always the same.</summary>
    [Range(1, 1_000_000_000)]
    public int Validation { get; init; } = 1000;

    /// <summary>Clips made for the test, always the same.</summary>
    [Range(1, 1_000_000_000)]
    public int Test { get; init; } = 4000;

    /// <summary>Seed of the clips, apart from the run's: several runs can be judged on the same test.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>Whether looks give the kinds away.</summary>
    public PersistenceLook Look { get; init; } = Clips.Look;

    [Range(2, 1024)]
    public int Frames { get; init; } = Clips.Frames;

    /// <summary>Width and height in pixels.</summary>
    [Range(16, 1024)]
    public int Size { get; init; } = Clips.Size;

    /// <summary>Motions that objects' paths are drawn from.</summary>
    public string[] Classes { get; init; } = [.. Clips.Classes];

    public MotionSet Motion { get; init; } = Clips.Motion;

    public Projection Projection { get; init; } = Clips.Projection;

    /// <summary>Transient objects a clip at most.</summary>
    [Range(0, PersistenceClipOptions.MostTransients)]
    public int Transients { get; init; } = Clips.Transients;

    /// <summary>Short-lived persistent objects a clip at most.</summary>
    [Range(0, PersistenceClipOptions.MostShortLived)]
    public int ShortLived { get; init; } = Clips.ShortLived;

    /// <summary>Probability that a transient is followed by another near its place.</summary>
    [Range(0.0, 1.0)]
    public double Flicker { get; init; } = Clips.Flicker;

    /// <summary>Lives near the border between the kinds.</summary>
    public bool Boundary { get; init; }

    /// <summary>The lasting ball is hidden for some frames.</summary>
    public bool Occlusion { get; init; }

    /// <summary>Half of the other objects touch or cover the lasting ball.</summary>
    public bool Crossing { get; init; }

    /// <summary>Standard deviation of a blur, pixels.</summary>
    [Range(0.0, 8.0)]
    public double Blur { get; init; }

    /// <summary>Standard deviation of noise on every pixel, as a share of full scale.</summary>
    [Range(0.0, 1.0)]
    public double Noise { get; init; }

    /// <summary>Whether the run is a control: training clips have the labels of others. Counts with a stored set too.</summary>
    public bool Permuted { get; init; }

    /// <summary>What made clips are like.</summary>
    public PersistenceClipOptions ToClipOptions() => new()
    {
        Look = Look,
        Frames = Frames,
        Size = Size,
        Classes = Classes,
        Motion = Motion,
        Projection = Projection,
        Transients = Transients,
        ShortLived = ShortLived,
        Flicker = Flicker,
        Boundary = Boundary,
        Occlusion = Occlusion,
        Crossing = Crossing,
        Blur = Blur,
        Noise = Noise,
        Seed = (ulong)Seed,
    };
}
