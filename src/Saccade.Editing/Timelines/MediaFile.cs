using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

/// <summary>A file that clips show pieces of, defined once and referred to by its id.</summary>
public sealed record MediaFile : TimelineNode
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The path as the file system knows it ("/media/a b.mov", "D:/a.mov", "//server/share/a.mov"); null for what has none.</summary>
    public string? Path { get; init; }

    /// <summary>Null where the file does not say.</summary>
    public FrameRate? Rate { get; init; }

    public Rational? Duration { get; init; }

    /// <summary>Timecode of the first frame in seconds, at <see cref="Rate"/>.</summary>
    public Rational StartTimecode { get; init; }

    public bool DropFrame { get; init; }

    public bool HasVideo { get; init; }

    public bool HasAudio { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public int? SampleRate { get; init; }

    public int? AudioChannels { get; init; }

    /// <summary>The editor's own word for a picture that it makes itself ("Slug", "GraphicAndType"); null for footage.</summary>
    public string? Synthetic { get; init; }
}
