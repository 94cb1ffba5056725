using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

/// <summary>
/// A piece of something on a track. Times on the clip (keyframes, markers, points of a speed change) are seconds after the clip's own start on the
/// timeline, and may lie before or after what is seen of it.
/// </summary>
public sealed record Clip : TrackItem
{
    private static readonly Animated<double> Opaque = 100;

    /// <summary>Unique in the project where the file gives one.</summary>
    public string Id { get; init; } = "";

    public bool Enabled { get; init; } = true;

    public required ClipSource Source { get; init; }

    /// <summary>The earliest time of the source that is seen, in seconds after the source's first frame (whatever its timecode).</summary>
    public Rational SourceStart { get; init; }

    /// <summary>How much of the source is seen: Duration times the speed.</summary>
    public Rational SourceDuration { get; init; }

    /// <summary>Null at the source's own speed.</summary>
    public SpeedChange? Speed { get; init; }

    public Motion Motion { get; init; } = Motion.None;

    public Crop Crop { get; init; } = Crop.None;

    /// <summary>In percent, 0 to 100.</summary>
    public Animated<double> Opacity { get; init; } = Opaque;

    /// <summary>All other effects, in the order in which they are applied.</summary>
    public IReadOnlyList<Effect> Effects { get; init => field = value.Count == 0 ? [] : value; } = [];

    public IReadOnlyList<Marker> Markers { get; init => field = value.Count == 0 ? [] : value; } = [];

    /// <summary>Clips with the same group are moved together: a picture and its sound. Null for a clip on its own.</summary>
    public string? LinkGroup { get; init; }

    /// <summary>Which audio channel of the source this is, from 1; null where the file does not say.</summary>
    public int? SourceTrack { get; init; }

    /// <summary>What a title shows; null for other clips.</summary>
    public string? Text { get; init; }

    public Rational SourceEnd => SourceStart + SourceDuration;

    /// <summary>The time in the source that is seen <paramref name="offset"/> seconds after the clip's start.</summary>
    public Rational SourceTimeAt(Rational offset) => Speed switch
    {
        null => SourceStart + offset,
        { Points.Count: > 0 } remapped => remapped.SourceTimeAt(offset),
        { Ratio.Sign: < 0 } reversed => SourceEnd + (reversed.Ratio * offset),
        { } constant => SourceStart + (constant.Ratio * offset),
    };
}
