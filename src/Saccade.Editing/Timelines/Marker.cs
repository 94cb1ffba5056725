using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

/// <summary>A note at a time: on a sequence in its time, on a clip in seconds after the clip's start on the timeline.</summary>
public sealed record Marker : TimelineNode
{
    public string Name { get; init; } = "";

    public string Comment { get; init; } = "";

    public required Rational Start { get; init; }

    /// <summary>Zero for a moment.</summary>
    public Rational Duration { get; init; }

    /// <summary>As the format names it; null where it does not.</summary>
    public string? Color { get; init; }

    public MarkerKind Kind { get; init; }
}

/// <summary>What a marker is for.</summary>
public enum MarkerKind
{
    Note,

    /// <summary>Something still to be done.</summary>
    ToDo,

    /// <summary>Something that was to be done and is.</summary>
    Done,

    /// <summary>Where a chapter of the finished film begins.</summary>
    Chapter,

    /// <summary>A word (the name) said of a stretch, to find it by.</summary>
    Keyword,
}
