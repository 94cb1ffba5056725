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
}
