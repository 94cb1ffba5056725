namespace Saccade.Counting.Data;

/// <summary>What makes an image easy or hard to count in, as far as it is known; results are given for each apart.</summary>
[Flags]
public enum ImageTraits
{
    None = 0,

    /// <summary>There are things to count, and none touches or covers another object.</summary>
    Apart = 1,

    /// <summary>At least one thing to count touches, covers or is covered by another object; where only boxes are known, its box overlaps another.</summary>
    Touching = 2,

    /// <summary>The ground is even and the light too.</summary>
    Plain = 4,

    /// <summary>Lines and specks that are no objects, and uneven light.</summary>
    Clutter = 8,
}
