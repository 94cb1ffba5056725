using Saccade.Editing.Content;
using Saccade.Editing.Grid;
using Saccade.Editing.Timelines;
using Saccade.Media;

namespace Saccade.Editing.Cutting.Footage;

/// <summary>
/// Finds the features of a recording that a timeline names: <c>a.mp4.features.csv</c> in the recording's folder, in those that were given, and beside the timeline; and where
/// there is none, the recording itself in the same places, measured through ffmpeg. Nothing else is ever taken for it. A timeline may come from anybody: what it names on a share
/// of a network is not touched, nor is anything but a regular file.
/// </summary>
/// <param name="folders">Where recordings lie now.</param>
internal sealed class FootageSearch(IReadOnlyList<string> folders)
{
    private static readonly string[] Stills = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".psd", ".svg"];
    private static readonly string[] Sounds = [".wav", ".mp3", ".aac", ".m4a", ".aif", ".aiff", ".flac"];

    // One recording may be cut into several timelines.
    private readonly Dictionary<string, (ContentFeatures? Features, string? Cause)> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a file of a project can be footage at all: no still, no sound alone, nothing that the editor makes itself.</summary>
    public static bool IsFootage(MediaFile media) => media.Synthetic is null && NameOf(media) is { Length: > 0 } name
        && !Stills.Concat(Sounds).Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>The file name of a recording; null where the timeline names none.</summary>
    public static string? NameOf(MediaFile media) => media.Path is { } path ? Path.GetFileName(path.Replace('\\', '/')) : null;

    /// <param name="timeline">The timeline's path.</param>
    /// <param name="media">A file of it for which <see cref="IsFootage"/> holds.</param>
    /// <param name="cancellation">Stops a measurement.</param>
    /// <returns>The file that was found and its features; or none, and why, in one line.</returns>
    public (string? Found, ContentFeatures? Features, string? Cause) Find(string timeline, MediaFile media, CancellationToken cancellation)
    {
        var name = NameOf(media)!;
        var own = media.Path!.Replace('\\', '/') is var path && !path.StartsWith("//", StringComparison.Ordinal) ? [Path.GetDirectoryName(path) ?? ""] : Array.Empty<string>();
        var recordings = own.Concat(folders).Append(Path.GetDirectoryName(Path.GetFullPath(timeline)) ?? "").Select(p => Path.Combine(p, name)).ToArray();
        var found = recordings.Select(ContentFeatures.OfSource).FirstOrDefault(IsFile) ?? recordings.FirstOrDefault(IsFile);
        if (found is null)
            return (null, null, $"there is neither '{GridTable.Shown(name)}' nor '{GridTable.Shown(ContentFeatures.OfSource(name))}' in its folder, beside the timeline or in a folder given with --media");
        if (!_known.TryGetValue(found, out var known))
            _known[found] = known = Read(found, cancellation);
        return (found, known.Features, known.Cause);
    }

    // Devices and pipes have no length, and reading them may never end.
    private static bool IsFile(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    private static (ContentFeatures?, string?) Read(string path, CancellationToken cancellation)
    {
        try
        {
            var features = path.EndsWith(ContentFeatures.OfSource(""), StringComparison.Ordinal) ? ContentFeatures.Read(path) : VideoContent.Read(path, progress: null, cancellation);
            return features.Steps > 0 ? (features, null) : (null, $"{path}: it has no row");
        }
        catch (MediaException unreadable)
        {
            return (null, unreadable.Message);
        }
    }
}
