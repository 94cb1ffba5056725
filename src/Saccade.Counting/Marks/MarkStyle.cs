namespace Saccade.Counting.Marks;

/// <summary>How what has been counted is marked in a picture.</summary>
public enum MarkStyle
{
    /// <summary>A green disc, blended, with the ordinal in white.</summary>
    Numbers,

    /// <summary>A small disc, its hue by its place in the count.</summary>
    Dots,

    /// <summary>A red halo that fades with the distance.</summary>
    Halo,
}
