using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Extractors;

/// <summary>Keys <c>model.*</c> of <see cref="KeypointExtractor"/>.</summary>
public sealed record KeypointOptions
{
    /// <summary>Channels of the stem's two convolutions.</summary>
    [Range(1, 4096)]
    public int Channels { get; init; } = 12;

    /// <summary>Maps of a frame, each of which finds one point.</summary>
    [Range(1, 4096)]
    public int Maps { get; init; } = 16;

    /// <summary>Extent of what is known of a frame between the layers that look along time.</summary>
    [Range(1, 65_536)]
    public int Width { get; init; } = 128;

    /// <summary>D</summary>
    [Range(1, 65_536)]
    public int Features { get; init; } = 192;
}
