namespace Saccade.Editing.Timelines;

/// <summary>Lets media be found where it now lies: a folder or file that moved gets its new path in every media file below it.</summary>
public static class MediaRelink
{
    /// <param name="project">Unchanged.</param>
    /// <param name="from">The old folder or file, in either kind of slash.</param>
    /// <param name="to">The new one.</param>
    /// <returns>The project with new paths, and how many changed.</returns>
    public static (TimelineProject Project, int Changed) Apply(TimelineProject project, string from, string to)
    {
        (from, to) = (Plain(from), Plain(to));
        var changed = 0;
        var media = project.Media.Select(m =>
        {
            if (m.Path is null || !IsBelow(m.Path, from))
                return m;
            changed++;
            return m with { Path = to + m.Path[from.Length..] };
        }).ToArray();
        return changed == 0 ? (project, 0) : (project with { Media = media }, changed);
    }

    private static bool IsBelow(string path, string folder)
    {
        // Names on Windows' drives and servers have no case.
        var comparison = folder.Contains(':', StringComparison.Ordinal) || folder.StartsWith("//", StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return path.StartsWith(folder, comparison) && (path.Length == folder.Length || path[folder.Length] == '/');
    }

    private static string Plain(string path) => path.Replace('\\', '/').TrimEnd('/');
}
