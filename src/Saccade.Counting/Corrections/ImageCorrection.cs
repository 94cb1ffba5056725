using Saccade.Counting.Geometry;

namespace Saccade.Counting.Corrections;

/// <summary>What a person found wrong with the count of one image; without anything in it, that it is right.</summary>
public sealed record ImageCorrection
{
    /// <summary>Things that were missed, in pixels of the image.</summary>
    public IReadOnlyList<PointPixels> Add { get; init; } = [];

    /// <summary>Points that are wrong.</summary>
    public IReadOnlyList<WrongPoint> Remove { get; init; } = [];

    /// <summary>So many points from the first are right, but for those that are removed, and what came after them is to be counted again. Null: nothing is counted again.</summary>
    public int? ResumeFrom { get; init; }
}

/// <summary>A point that is wrong, by its number on the picture (from 1) or as the one nearest to a place.</summary>
public readonly record struct WrongPoint(int? Number, PointPixels? Place);
