using System.ComponentModel.DataAnnotations;

namespace Saccade.Counting.Rollouts;

/// <summary>Keys <c>count.*</c>: how a trained model counts by itself.</summary>
public sealed record RolloutOptions
{
    /// <summary>Points after which counting is given up.</summary>
    [Range(1, 5000)]
    public int Limit { get; init; } = 100;

    /// <summary>Places nearer than this to a visited one, in pixels of the canvas, are not visited again. 0 lets the model alone.</summary>
    [Range(0.0, 64.0)]
    public double Revisit { get; init; } = 2.5;
}
