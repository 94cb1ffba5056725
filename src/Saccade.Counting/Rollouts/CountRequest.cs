using Saccade.Counting.Corrections;
using Saccade.Counting.Sets;
using Saccade.Counting.Tiles;

namespace Saccade.Counting.Rollouts;

/// <summary>What is to be counted in an image, and how.</summary>
public sealed record CountRequest
{
    /// <summary>One of the model's words.</summary>
    public string Category { get; init; } = CountingSet.Everything;

    /// <summary>By what tiles.</summary>
    public TileChoice Tile { get; init; } = TileChoice.Auto;

    /// <summary>Look at the mirrored image too, and choose by both.</summary>
    public bool Flips { get; init; }

    /// <summary>What a person found wrong with the count; null: nobody looked at it.</summary>
    public ImageCorrection? Correction { get; init; }
}
