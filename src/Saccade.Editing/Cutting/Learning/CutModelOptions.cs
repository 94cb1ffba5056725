using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>Keys <c>model.*</c> of the model <c>cuts</c>.</summary>
public sealed record CutModelOptions
{
    /// <summary>Numbers of a token.</summary>
    [Range(4, 1024)]
    public int Width { get; init; } = 48;

    /// <summary>Steps on both sides of a step that its token is made of.</summary>
    [Range(0, 200)]
    public int Reach { get; init; } = 15;

    /// <summary>Layers of attention over the window, in both directions.</summary>
    [Range(1, 32)]
    public int Layers { get; init; } = 2;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 64)]
    public int Heads { get; init; } = 4;

    /// <summary>Hidden numbers of each layer's feed-forward.</summary>
    [Range(4, 8192)]
    public int FeedForward { get; init; } = 96;

    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; } = 0.1;
}
