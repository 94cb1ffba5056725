using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Extractors;

/// <summary>Keys <c>model.*</c> of <see cref="MagvitExtractor"/>; the defaults are the form of 3,922,688 parameters.</summary>
public sealed record MagvitOptions
{
    /// <summary>Channels of the first convolution; the second and third have twice and four times as many.</summary>
    [Range(1, 4096)]
    public int Channels { get; init; } = 64;

    /// <summary>Extent of a frame's vector before time is looked at.</summary>
    [Range(1, 65_536)]
    public int FrameWidth { get; init; } = 512;

    /// <summary>D</summary>
    [Range(1, 65_536)]
    public int Width { get; init; } = 256;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 1024)]
    public int Heads { get; init; } = 4;

    /// <summary>After the frame's linear layer, between the temporal convolutions, and on attention weights.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public float Dropout { get; init; } = 0.1f;
}
