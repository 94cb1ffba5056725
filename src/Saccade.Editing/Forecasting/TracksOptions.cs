using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Forecasting;

/// <summary>Keys <c>model.*</c> of the model <c>tracks</c>.</summary>
public sealed record TracksOptions
{
    /// <summary>Numbers of a token.</summary>
    [Range(2, 4096)]
    public int Width { get; init; } = 64;

    /// <summary>Encoder layers.</summary>
    [Range(1, 64)]
    public int Layers { get; init; } = 2;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 64)]
    public int Heads { get; init; } = 4;

    /// <summary>Hidden numbers of each layer's feed-forward.</summary>
    [Range(1, 65_536)]
    public int FeedForward { get; init; } = 128;

    /// <summary>A step attends to the block of so many steps that it is in, as far as it may be seen, and to the one before (and after, where that may be seen).</summary>
    [Range(1, 4096)]
    public int Block { get; init; } = 64;

    /// <summary>Numbers of a cell, which is one track at one step, before a step's are joined.</summary>
    [Range(1, 1024)]
    public int Cell { get; init; } = 32;

    /// <summary>Hidden numbers of each track's own head.</summary>
    [Range(1, 4096)]
    public int Head { get; init; } = 48;

    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; } = 0.05;
}
