using System.ComponentModel.DataAnnotations;

namespace Saccade.Counting.Pointing;

/// <summary>Keys <c>model.*</c>: the encoder's sizes.</summary>
public sealed record EncoderOptions
{
    /// <summary>Channels at a quarter of the resolution, a multiple of 8; half as many at a half, twice as many at an eighth.</summary>
    [Range(16, 256)]
    public int Channels { get; init; } = 48;

    /// <summary>Residual blocks at an eighth of the resolution.</summary>
    [Range(0, 12)]
    public int Blocks { get; init; } = 2;

    /// <summary>Extent of a token, which is a square of 16 x 16 pixels.</summary>
    [Range(16, 512)]
    public int Width { get; init; } = 128;

    /// <summary>Layers of the transformer.</summary>
    [Range(0, 12)]
    public int Depth { get; init; } = 2;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 16)]
    public int Heads { get; init; } = 4;

    /// <summary>Extent of the feed-forward's hidden layer.</summary>
    [Range(16, 2048)]
    public int FeedForward { get; init; } = 256;

    /// <summary>Features of a cell of 4 x 4 pixels, in which places are chosen.</summary>
    [Range(16, 256)]
    public int Cell { get; init; } = 64;

    /// <summary>The probability that an element is dropped in the transformer.</summary>
    [Range(0.0, 0.9)]
    public double Dropout { get; init; }
}
