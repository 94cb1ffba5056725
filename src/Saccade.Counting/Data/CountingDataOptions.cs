using System.ComponentModel.DataAnnotations;
using Saccade.Counting.Geometry;
using Saccade.Counting.Scenes;

namespace Saccade.Counting.Data;

/// <summary>
/// Keys <c>data.*</c>. With <c>data: DIR</c> the stored set decides what images are like; with <c>data: generated</c> images are made while training, and these keys say which.
/// </summary>
public sealed record CountingDataOptions
{
    private static readonly SceneOptions Scenes = new();

    /// <summary>Images made for an epoch; each is seen once and never again.</summary>
    [Range(1, 1_000_000_000)]
    public int Train { get; init; } = 8000;

    /// <summary>Images made for validation, always the same.</summary>
    [Range(1, 1_000_000_000)]
    public int Validation { get; init; } = 400;

    /// <summary>Images made for the test, always the same.</summary>
    [Range(1, 1_000_000_000)]
    public int Test { get; init; } = 2000;

    /// <summary>Seed of the images, apart from the run's: several runs can be judged on the same test.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>Pixels along the model's square canvas, a multiple of 16. Larger images are brought down to it.</summary>
    [Range(32, 1024)]
    public int Size { get; init; } = Scenes.Size;

    /// <summary>Most objects in a made image.</summary>
    [Range(0, SceneOptions.MostObjects)]
    public int Most { get; init; } = 20;

    /// <summary>Probability that an object is set beside or over another one.</summary>
    [Range(0.0, 1.0)]
    public double Touching { get; init; } = Scenes.Touching;

    /// <summary>Probability that an image's objects are kept apart from each other, whatever <c>touching</c> says of the others.</summary>
    [Range(0.0, 1.0)]
    public double Apart { get; init; } = Scenes.Apart;

    /// <summary>Probability of lines, specks and uneven light in an image.</summary>
    [Range(0.0, 1.0)]
    public double Clutter { get; init; } = Scenes.Clutter;

    /// <summary>Several shapes and proportions.</summary>
    public bool Varied { get; init; } = true;

    /// <summary>Probability that one colour is to be counted.</summary>
    [Range(0.0, 1.0)]
    public double OneColour { get; init; } = Scenes.OneColour;

    /// <summary>In which order things are counted.</summary>
    public PointOrder Order { get; init; } = PointOrder.Reading;

    /// <summary>Steps of an image in a training batch.</summary>
    [Range(1, 64)]
    public int Steps { get; init; } = 6;

    /// <summary>Steps of an image in a training batch, besides those, that the model came to by itself: the end of its own count, and others of it at random.</summary>
    [Range(0, 64)]
    public int OwnSteps { get; init; } = 2;

    /// <summary>Which steps these are.</summary>
    public StepPlan Plan { get; init; } = StepPlan.Spread;

    /// <summary>Standard deviation of how far marks of training steps lie beside the true places, in pixels: a model's own marks are not exact either.</summary>
    [Range(0.0, 16.0)]
    public double Jitter { get; init; } = 1;

    /// <summary>Share of training steps at which anything has been visited, not what comes first: a model's own way is not always the taught one.</summary>
    [Range(0.0, 1.0)]
    public double AnyOrder { get; init; } = 0.3;

    /// <summary>What made images are like.</summary>
    internal SceneOptions ToSceneOptions() => new()
    {
        Size = Size, Most = Most, Touching = Touching, Apart = Apart, Clutter = Clutter, Varied = Varied, OneColour = OneColour, Seed = (ulong)Seed,
    };
}
