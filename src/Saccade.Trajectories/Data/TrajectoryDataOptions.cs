using System.ComponentModel.DataAnnotations;
using Saccade.Training;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Data;

/// <summary>
/// Keys <c>data.*</c>. With <c>data: DIR</c> the stored set decides what clips are like, and only augmentation and frame rate count here;
/// with <c>data: generated</c> clips are made while training, and these keys say which.
/// </summary>
public sealed record TrajectoryDataOptions
{
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

    /// <summary>Class names; a label is an index into them.</summary>
    public string[] Classes { get; init; } = [.. MotionFamilies.DefaultClasses];

    public MotionSet Motion { get; init; } = MotionSet.Matched;

    public Projection Projection { get; init; } = Projection.Pinhole;

    [Range(1, 4)]
    public int Views { get; init; } = 1;

    [Range(2, 1024)]
    public int Frames { get; init; } = 16;

    /// <summary>Width and height in pixels.</summary>
    [Range(8, 1024)]
    public int Size { get; init; } = 64;

    /// <summary>Standard deviation of noise on every pixel, as a share of full scale.</summary>
    [Range(0.0, 1.0)]
    public double Noise { get; init; }

    /// <summary>A dark bar that hides the ball for some frames.</summary>
    public Occlusion Occlusion { get; init; }

    /// <summary>Smaller, coloured balls that move about as well.</summary>
    [Range(0, ClipOptions.MostDistractors)]
    public int Distractors { get; init; }

    /// <summary>Mirror half of the training clips.</summary>
    public bool Mirror { get; init; }

    /// <summary>Run half of the training clips backwards.</summary>
    public bool Reverse { get; init; }

    /// <summary>Frames a second that clips stand for: real video is brought to this rate. The default lets 16 frames last two seconds.</summary>
    public string FrameRate { get; init; } = "8";

    /// <exception cref="RecipeException"><see cref="FrameRate"/> is no rate.</exception>
    internal Media.FrameRate Rate => Media.FrameRate.TryParse(FrameRate, out var rate)
        ? rate
        : throw new RecipeException("recipe", 0, "data.frame_rate", $"is '{FrameRate}'; it must be a rate such as 8 or 30000/1001");

    /// <summary>The rate of these clips: somebody's own videos have the one that they were imported at.</summary>
    internal Media.FrameRate RateOf(ClipOptions clips) =>
        clips.Import is { } import && Media.FrameRate.TryParse(import.Rate, out var imported) ? imported : Rate;

    /// <summary>What made clips are like.</summary>
    internal ClipOptions ToClipOptions() => new()
    {
        Classes = Classes,
        Motion = Motion,
        Projection = Projection,
        Views = Views,
        Frames = Frames,
        Size = Size,
        Noise = Noise,
        Occlusion = Occlusion,
        Distractors = Distractors,
        Seed = (ulong)Seed,
    };
}
