using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

/// <summary>Something that lies on a track for a while: a <see cref="Clip"/>, a <see cref="Gap"/> or a <see cref="Transition"/>.</summary>
public abstract record TrackItem : TimelineNode
{
    public string Name { get; init; } = "";

    /// <summary>In seconds from the beginning of the sequence.</summary>
    public required Rational Start { get; init; }

    /// <summary>In seconds; positive.</summary>
    public required Rational Duration { get; init; }

    public Rational End => Start + Duration;
}
