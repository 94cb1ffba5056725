namespace Saccade.Editing.Timelines;

/// <summary>What one timeline file holds: its timelines, and what their clips refer to by id.</summary>
public sealed record TimelineProject : TimelineNode
{
    public string Name { get; init; } = "";

    /// <summary>The format that it was read from ("xmeml", "fcpxml", "otio"); empty for a new one.</summary>
    public string Format { get; init; } = "";

    /// <summary>The format's version as written in the file.</summary>
    public string Version { get; init; } = "";

    /// <summary>From where the file counts the times of keyframes, as it was read and is to be written.</summary>
    public KeyframeClock Keyframes { get; init; } = KeyframeClock.Media;

    /// <summary>The timelines themselves, in the file's order.</summary>
    public IReadOnlyList<Sequence> Sequences { get; init; } = [];

    /// <summary>Sequences that only stand inside others (nested sequences, compound clips).</summary>
    public IReadOnlyList<Sequence> Nested { get; init; } = [];

    public IReadOnlyList<Multicam> Multicams { get; init; } = [];

    public IReadOnlyList<MediaFile> Media { get; init; } = [];

    /// <summary>A timeline or nested sequence by its id, or null.</summary>
    public Sequence? FindSequence(string id) => Sequences.Concat(Nested).FirstOrDefault(s => s.Id == id);

    public Multicam? FindMulticam(string id) => Multicams.FirstOrDefault(m => m.Id == id);

    public MediaFile? FindMedia(string id) => Media.FirstOrDefault(m => m.Id == id);
}
