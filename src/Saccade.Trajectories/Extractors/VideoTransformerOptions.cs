using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Extractors;

/// <summary>Keys <c>model.*</c> of <see cref="VideoTransformer"/>.</summary>
public sealed record VideoTransformerOptions
{
    /// <summary>Extent of a token.</summary>
    [Range(1, 65_536)]
    public int Width { get; init; } = 160;

    /// <summary>Layers of the encoder.</summary>
    [Range(1, 100)]
    public int Depth { get; init; } = 4;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 1024)]
    public int Heads { get; init; } = 5;

    /// <summary>Extent of an encoder layer's hidden layer.</summary>
    [Range(1, 65_536)]
    public int FeedForward { get; init; } = 480;

    /// <summary>Channels of the stem's first convolution; the second and third have twice and four times as many.</summary>
    [Range(1, 4096)]
    public int StemChannels { get; init; } = 32;

    /// <summary>D</summary>
    [Range(1, 65_536)]
    public int Features { get; init; } = 192;

    /// <summary>How a token learns its place.</summary>
    public PositionCode Positions { get; init; } = PositionCode.Learned;

    /// <summary>Within the encoder.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public float Dropout { get; init; }
}

/// <summary>How a token learns its place in time and space.</summary>
public enum PositionCode
{
    /// <summary>A learnt vector for each time step and for each place; clips may be no longer than those it was made for.</summary>
    Learned,

    /// <summary>Sines and cosines of the time step (Vaswani et al. 2017), for clips of any length, and a learnt vector for each place.</summary>
    Sinusoidal,
}
