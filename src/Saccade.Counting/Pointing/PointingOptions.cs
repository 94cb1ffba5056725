using System.ComponentModel.DataAnnotations;

namespace Saccade.Counting.Pointing;

/// <summary>Keys <c>model.*</c> of the pointing model.</summary>
public sealed record PointingOptions
{
    /// <summary>Channels at half of the resolution; twice as many at a quarter.</summary>
    [Range(8, 128)]
    public int Channels { get; init; } = 24;

    /// <summary>Extent of a token, which is a square of 8 x 8 pixels.</summary>
    [Range(16, 512)]
    public int Width { get; init; } = 96;

    /// <summary>Layers of the transformer.</summary>
    [Range(0, 12)]
    public int Depth { get; init; } = 3;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 16)]
    public int Heads { get; init; } = 4;

    /// <summary>Extent of the feed-forward's hidden layer.</summary>
    [Range(16, 2048)]
    public int FeedForward { get; init; } = 192;

    /// <summary>Features of a cell of 4 x 4 pixels, in which places are chosen.</summary>
    [Range(16, 256)]
    public int Cell { get; init; } = 64;

    /// <summary>The probability that an element is dropped in the transformer.</summary>
    [Range(0.0, 0.9)]
    public double Dropout { get; init; } = 0.05;
}
