using System.ComponentModel.DataAnnotations;

namespace Saccade.Objects.Shapes;

/// <summary>Keys <c>data.*</c> of the task <c>shapes</c>: pictures are always made while training.</summary>
public sealed record ShapeOptions
{
    /// <summary>Pictures made for an epoch; each is seen once and never again.</summary>
    [Range(1, 1_000_000_000)]
    public int Train { get; init; } = 6000;

    /// <summary>Pictures made for validation, always the same.</summary>
    [Range(1, 1_000_000_000)]
    public int Validation { get; init; } = 600;

    /// <summary>Pictures made for the test, always the same.</summary>
    [Range(1, 1_000_000_000)]
    public int Test { get; init; } = 3000;

    /// <summary>Seed of the pictures, apart from the run's: several runs can be judged on the same test.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>Width and height in pixels.</summary>
    [Range(32, 512)]
    public int Size { get; init; } = 64;

    /// <summary>The largest standard deviation of noise on every pixel, as a share of full scale; each picture draws its own.</summary>
    [Range(0.0, 1.0)]
    public double Noise { get; init; } = 0.15;
}
