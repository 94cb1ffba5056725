using System.ComponentModel.DataAnnotations;

namespace Saccade.Objects.Models;

/// <summary>Keys <c>model.*</c>: the transformer over the tokens of a clip.</summary>
public sealed record PersistenceModelOptions
{
    /// <summary>Extent of a token.</summary>
    [Range(1, 4096)]
    public int Width { get; init; } = 64;

    /// <summary>Layers of the encoder.</summary>
    [Range(1, 100)]
    public int Depth { get; init; } = 2;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 1024)]
    public int Heads { get; init; } = 4;

    /// <summary>Extent of an encoder layer's hidden layer.</summary>
    [Range(1, 65_536)]
    public int FeedForward { get; init; } = 128;

    /// <summary>Channels of the first convolution over crops; the second has twice as many.</summary>
    [Range(1, 4096)]
    public int Channels { get; init; } = 8;

    /// <summary>Within the encoder.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public float Dropout { get; init; }
}
