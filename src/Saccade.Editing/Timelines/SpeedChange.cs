using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

/// <summary>How a clip's source time runs: evenly, or along points.</summary>
public sealed record SpeedChange
{
    /// <summary>Source seconds for one second of the timeline: 2 is twice as fast, -1 backwards, 0 a held frame. With points: the speed that the file states, if any.</summary>
    public Rational Ratio { get; init; } = Rational.One;

    /// <summary>A remapped speed: source times by the seconds after the clip's start, straight between neighbours and going on straight outside. Empty for a constant speed.</summary>
    public IReadOnlyList<SpeedPoint> Points { get; init; } = [];

    /// <summary>Whether neighbouring frames are blended.</summary>
    public bool FrameBlending { get; init; }

    internal Rational SourceTimeAt(Rational offset)
    {
        if (Points.Count == 1)
            return Points[0].SourceTime + (Ratio * (offset - Points[0].Offset));
        var right = 1;
        while (right < Points.Count - 1 && Points[right].Offset < offset)
            right++;
        var (a, b) = (Points[right - 1], Points[right]);
        return b.Offset == a.Offset ? b.SourceTime : a.SourceTime + ((b.SourceTime - a.SourceTime) * (offset - a.Offset) / (b.Offset - a.Offset));
    }
}

/// <param name="Offset">Seconds after the clip's start on the timeline.</param>
/// <param name="SourceTime">Seconds after the source's first frame.</param>
public readonly record struct SpeedPoint(Rational Offset, Rational SourceTime);
