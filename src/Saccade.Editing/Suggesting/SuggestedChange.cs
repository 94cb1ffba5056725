using Saccade.Editing.Time;

namespace Saccade.Editing.Suggesting;

/// <summary>What a suggestion does to one clip, for people and machines.</summary>
/// <param name="Kind">Whether it comes, goes, or is another.</param>
/// <param name="Track">"V2".</param>
/// <param name="Clip">Its name.</param>
/// <param name="Start">On the timeline, in seconds; of what is removed where it stood, of footage that is left out on the footage's own clock.</param>
/// <param name="End">The same.</param>
/// <param name="Reason">Why, on one line.</param>
public sealed record SuggestedChange(ChangeKind Kind, string Track, string Clip, Rational Start, Rational End, string Reason)
{
    /// <summary>Where it begins in its source; null for what has no source of its own.</summary>
    public Rational? SourceStart { get; init; }

    /// <summary>How sure the suggestion is, 0 to 1; null where nothing says so.</summary>
    public double? Confidence { get; init; }

    /// <summary>Where it stood; null for what did not stand anywhere.</summary>
    public (Rational Start, Rational End)? Was { get; init; }
}

/// <summary>What happens to a clip.</summary>
public enum ChangeKind
{
    Added,

    /// <summary>It stands elsewhere, or is longer or shorter.</summary>
    Moved,

    /// <summary>It stands where it did, and looks other.</summary>
    Changed,

    Removed,

    /// <summary>A stretch of the footage that no clip shows.</summary>
    LeftOut,
}
