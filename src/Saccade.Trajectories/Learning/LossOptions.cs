using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Learning;

/// <summary>Keys <c>loss.*</c>: what each part of the loss counts. Parts whose head is off do not count.</summary>
public sealed record LossOptions
{
    /// <summary>Cross-entropy of the class.</summary>
    [Range(0.0, 1e6)]
    public float Class { get; init; } = 1;

    /// <summary>Mean squared error of the last position's coordinates, world units.</summary>
    [Range(0.0, 1e6)]
    public float Position { get; init; } = 1;

    /// <summary>Mean squared error of the place in the picture in every frame, which is 2 wide.</summary>
    [Range(0.0, 1e6)]
    public float Pixel { get; init; } = 1;

    /// <summary>Mean squared error of the positions to come, world units.</summary>
    [Range(0.0, 1e6)]
    public float Forecast { get; init; } = 0.3f;
}
