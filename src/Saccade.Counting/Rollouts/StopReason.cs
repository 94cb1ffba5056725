namespace Saccade.Counting.Rollouts;

/// <summary>Why counting ended.</summary>
public enum StopReason
{
    /// <summary>The model said that there is no more.</summary>
    NoMore,

    /// <summary>The limit of points was reached.</summary>
    Limit,

    /// <summary>Every cell had been visited.</summary>
    NowhereLeft,

    /// <summary>A person corrected the count, and had nothing counted after that.</summary>
    Corrected,

    /// <summary>Nothing was pointed at: somebody said a number.</summary>
    NoPoints,
}
