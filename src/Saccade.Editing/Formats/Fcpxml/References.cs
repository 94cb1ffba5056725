using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>The resource ids under which a document has the files, compound clips and multicams of a project.</summary>
internal sealed class References
{
    public Dictionary<string, AssetReference> Assets { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Nested { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Multicams { get; } = new(StringComparer.Ordinal);
}

internal sealed record AssetReference(string Id, MediaFile Media)
{
    /// <summary>The time of an asset-clip at which the file's first frame stands.</summary>
    public Rational Zero => Media.StartTimecode;

    public FrameShape Shape => new(Media.Width, Media.Height);
}
