using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

/// <summary>A dissolve or wipe from <see cref="TrackItem.Start"/> to <see cref="TrackItem.End"/>, lying over a cut.</summary>
public sealed record Transition : TrackItem
{
    /// <summary>The time of the cut, from Start to End: equal to Start for a fade in from nothing, to End for a fade out.</summary>
    public required Rational Cut { get; init; }

    /// <summary>What it does; null where the file does not say.</summary>
    public Effect? Effect { get; init; }
}
