namespace Saccade.Editing.Timelines;

/// <summary>
/// Which of the files that a timeline names may be opened. A timeline may come from anybody: what it names on a share of a network is not touched, nor is anything but a regular file (a device
/// or a pipe has no length, and reading it may never end).
/// </summary>
internal static class LocalMedia
{
    public static bool IsThere(string path) => !path.Replace('\\', '/').StartsWith("//", StringComparison.Ordinal) && new FileInfo(path) is { Exists: true, Length: > 0 };
}
