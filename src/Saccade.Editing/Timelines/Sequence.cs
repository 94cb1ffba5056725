using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

/// <summary>Tracks that play together. Times on it are seconds from its beginning.</summary>
public sealed record Sequence : TimelineNode
{
    /// <summary>Unique among the sequences of a project.</summary>
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public required FrameRate Rate { get; init; }

    /// <summary>As the file says it; <see cref="End"/> is what the items say.</summary>
    public Rational Duration { get; init; }

    /// <summary>In pixels; null where the file does not say.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>Audio samples a second; null where the file does not say.</summary>
    public int? SampleRate { get; init; }

    /// <summary>The timecode of its first frame, in seconds (exact: 01:00:00:00 at 30000/1001 is 3603.6 seconds).</summary>
    public Rational StartTimecode { get; init; }

    public bool DropFrame { get; init; }

    /// <summary>Video tracks from the bottom to the top, and audio tracks; the order between the kinds means nothing.</summary>
    public IReadOnlyList<Track> Tracks { get; init; } = [];

    /// <summary>Their times are times of the sequence.</summary>
    public IReadOnlyList<Marker> Markers { get; init; } = [];

    public IEnumerable<Track> VideoTracks => Tracks.Where(t => t.Kind == TrackKind.Video);

    public IEnumerable<Track> AudioTracks => Tracks.Where(t => t.Kind == TrackKind.Audio);

    /// <summary>Every clip of every track, disabled ones too.</summary>
    public IEnumerable<Clip> Clips => Tracks.SelectMany(t => t.Clips);

    /// <summary>Where the last item ends.</summary>
    public Rational End => Tracks.SelectMany(t => t.Items).Select(i => i.End).DefaultIfEmpty().Max();
}
