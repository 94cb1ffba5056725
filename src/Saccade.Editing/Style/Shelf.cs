using System.Security.Cryptography;
using Saccade.Editing.Formats;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>An editor's finished timelines, read from a folder and those below it.</summary>
public sealed class Shelf
{
    private readonly EditedProject[] _projects;

    private Shelf(EditedProject[] projects, IReadOnlyList<LeftOutFile> leftOut) => (_projects, LeftOut) = (projects, leftOut);

    /// <summary>Files that cannot be read, hold nothing to see, or are the same as another.</summary>
    public IReadOnlyList<LeftOutFile> LeftOut { get; }

    internal IReadOnlyList<EditedProject> Projects => _projects;

    /// <summary>Reads every file with a timeline's extension, in the order of their names. One that cannot be read is left out, and the others go on.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="options">What the files do not say.</param>
    /// <exception cref="TimelineException">There is no such folder, or nothing usable in it.</exception>
    public static Shelf Read(string folder, ReadOptions options, CancellationToken cancellation = default) =>
        Read(folder, [.. Files(folder).Select(path => (path, Path.GetRelativePath(folder, path)))], options, cancellation);

    /// <summary>The same of files, and of folders with those below them, each named as it is given.</summary>
    /// <exception cref="TimelineException">There is no such file or folder, or nothing usable in them.</exception>
    public static Shelf ReadAll(IReadOnlyList<string> given, ReadOptions options, CancellationToken cancellation = default) =>
        Read(given[0], [.. given.SelectMany(g => Directory.Exists(g) ? Files(g) : File.Exists(g) ? [g] : throw new TimelineException("there is no such file or folder", g)).Distinct().Select(path => (path, path))], options, cancellation);

    private static Shelf Read(string folder, (string Path, string Name)[] files, ReadOptions options, CancellationToken cancellation)
    {
        var (projects, leftOut, seen) = (new List<EditedProject>(), new List<LeftOutFile>(), new Dictionary<string, string>());
        foreach (var (path, name) in files)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var project = TimelineFormats.Read(path, options);
                var content = Hash(path);
                if (seen.TryGetValue(content, out var same))
                    leftOut.Add(new LeftOutFile(name, $"is the same as {same}"));
                else if (project.Sequences.Select(s => EditedTimeline.Of(project, s)).OfType<EditedTimeline>().ToArray() is { Length: > 0 } timelines)
                    projects.Add(new EditedProject(name, timelines));
                else
                    leftOut.Add(new LeftOutFile(name, "no clip with a picture is switched on"));
                seen.TryAdd(content, name);
            }
            catch (TimelineException failure)
            {
                leftOut.Add(new LeftOutFile(name, Reason(failure)));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                leftOut.Add(new LeftOutFile(name, $"cannot be read: {failure.Message.ReplaceLineEndings(" ")}"));
            }
        }
        if (projects.Count == 0)
        {
            throw new TimelineException(files.Length == 0
                ? $"no timeline is in it (files that end in {string.Join(", ", Extensions)}); export some from the editing program"
                : $"none of its {files.Length} timelines can be used; the first: {leftOut[0].File}: {leftOut[0].Reason}", folder);
        }
        return new Shelf([.. projects], leftOut);
    }

    /// <summary>Of formats that are read.</summary>
    private static IEnumerable<string> Extensions => TimelineFormats.Writers.Where(w => TimelineFormats.Readers.Any(r => r.Name == w.Name)).SelectMany(w => w.Extensions);

    private static string[] Files(string folder)
    {
        if (!Directory.Exists(folder))
            throw new TimelineException(File.Exists(folder) ? "it is a file; name the folder that it is in" : "there is no such folder", folder);
        try
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 16 };
            return [.. Directory.EnumerateFiles(folder, "*", options).Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TimelineException($"cannot be read: {failure.Message}", folder, cause: failure);
        }
    }

    private static string Hash(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(content));
    }

    // The file is named beside it.
    private static string Reason(TimelineException failure) =>
        $"{(failure.Line > 0 ? $"line {failure.Line}: " : "")}{(failure.Clip is null ? "" : $"clip '{failure.Clip}': ")}{failure.Reason}".ReplaceLineEndings(" ");

    /// <summary>Projects that are in memory already.</summary>
    internal static Shelf Of(params IEnumerable<(string Name, TimelineProject Project)> projects) =>
        new([.. projects.Select(p => new EditedProject(p.Name, [.. p.Project.Sequences.Select(s => EditedTimeline.Of(p.Project, s)).OfType<EditedTimeline>()]))], []);
}
