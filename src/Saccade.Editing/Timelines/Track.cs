using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

public enum TrackKind
{
    Video,
    Audio,
}

/// <summary>A layer of a sequence: items one after another.</summary>
public sealed record Track : TimelineNode
{
    public required TrackKind Kind { get; init; }

    public string Name { get; init; } = "";

    public bool Enabled { get; init; } = true;

    public bool Locked { get; init; }

    /// <summary>
    /// In the order of their starts. Clips do not overlap: a transition lies over the cut between two clips (or at the end of one), which stays where it is. A gap
    /// stands here only where the file has one as a thing of its own.
    /// </summary>
    public IReadOnlyList<TrackItem> Items { get; init; } = [];

    public IEnumerable<Clip> Clips => Items.OfType<Clip>();

    public IEnumerable<Transition> Transitions => Items.OfType<Transition>();

    /// <summary>Every stretch before the last clip's end on which no clip lies, whether the file writes it or not.</summary>
    public IEnumerable<(Rational Start, Rational End)> EmptyStretches()
    {
        var free = Rational.Zero;
        foreach (var clip in Clips)
        {
            if (clip.Start > free)
                yield return (free, clip.Start);
            free = Rational.Max(free, clip.End);
        }
    }
}
