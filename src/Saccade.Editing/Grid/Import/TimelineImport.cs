using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Editing.Formats;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Grid.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Grid.Import;

/// <summary>
/// Makes a stored set of grids out of timelines, each file on its own: what cannot be read is left out and named, here and in <c>import.log</c>. Of grids that are equal one is
/// kept; grids of one source video, of one file, or nearly the same are one project, and projects are dealt to the parts of the split.
/// </summary>
public static class TimelineImport
{
    private const long MostBytes = 8L << 30;

    /// <summary>The files to import: those named, and those in folders by their extensions, in the order of their names.</summary>
    /// <returns>Each with the name that its grid gets.</returns>
    /// <exception cref="MediaException">There is no such file or folder, or no timeline in it.</exception>
    public static IReadOnlyList<(string Path, string Name)> Files(IReadOnlyList<string> timelines)
    {
        var extensions = TimelineFormats.Writers.Where(w => TimelineFormats.Readers.Any(r => r.Name == w.Name)).SelectMany(w => w.Extensions).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var files = new List<(string, string)>();
        foreach (var given in timelines)
        {
            if (!Directory.Exists(given))
            {
                files.Add(File.Exists(given) ? (given, Path.GetFileNameWithoutExtension(given)) : throw new MediaException(given, "there is no such file or folder"));
                continue;
            }
            var found = Directory.EnumerateFiles(given, "*", SearchOption.AllDirectories).Where(f => extensions.Contains(Path.GetExtension(f))).Order(StringComparer.Ordinal).ToArray();
            if (found.Length == 0)
                throw new MediaException(given, $"it holds no timeline ({string.Join(", ", extensions)})");
            files.AddRange(found.Select(f => (f, Path.ChangeExtension(Path.GetRelativePath(given, f), null)!.Replace('\\', '/'))));
        }
        return files;
    }

    /// <param name="request">What, and how.</param>
    /// <param name="progress">Told how many files are done.</param>
    /// <param name="cancellation">Stops between two files; nothing is written then.</param>
    /// <exception cref="ArgumentException">There are too few independent projects for the split.</exception>
    /// <exception cref="MediaException">No timeline can be used, all together are too large, or the folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static TimelineImportResult Make(TimelineImportRequest request, IProgress<int>? progress, CancellationToken cancellation)
    {
        var files = Files(request.Timelines);
        var (taken, leftOut) = (new List<ImportedGrid>(), new List<LeftOutGrid>());
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        long bytes = 0;
        foreach (var (done, (path, name)) in files.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var imported in Read(path, name, request, leftOut))
            {
                var grid = imported.Grid;
                bytes += (grid.Values.Length + (long)(grid.Content?.Values.Length ?? 0)) * sizeof(float);
                if (bytes > MostBytes)
                    throw new MediaException(path, $"with this file the grids take more than {MostBytes >> 30} GB: import the timelines in several sets");
                var content = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(grid.Values.Span)));
                if (taken.Any(t => t.Grid.VideoId == grid.VideoId))
                    leftOut.Add(new(path, $"there is a timeline '{GridTable.Shown(grid.VideoId)}' already: rename one", IsUnreadable: false));
                else if (!contents.TryAdd(content, grid.VideoId))
                    leftOut.Add(new(path, $"'{GridTable.Shown(grid.VideoId)}' is the same as '{GridTable.Shown(contents[content])}'", IsUnreadable: false));
                else
                    taken.Add(imported);
            }
            progress?.Report(done + 1);
        }
        if (taken.Count == 0)
            throw new MediaException(request.Timelines[0], $"none of {files.Count} files can be used; the first: {leftOut[0].Cause}");
        var (projects, twins) = ProjectJoin.Of([.. taken.Select(t => (t.Grid, (IReadOnlyList<string>)[$"file {t.File}", $"source {t.Grid.Project}"]))]);
        var result = new TimelineImportResult(files.Count, leftOut, twins);
        Write(request, taken, projects, result);
        return result;
    }

    /// <summary>The timelines of a file; one that cannot be used is left out, and said why.</summary>
    private static List<ImportedGrid> Read(string path, string name, TimelineImportRequest request, List<LeftOutGrid> leftOut)
    {
        var grids = new List<ImportedGrid>();
        try
        {
            var project = TimelineFormats.Read(path, request.Reading);
            if (name.Length is 0 or > GridTable.LongestName - 16 || name.AsSpan().ContainsAny('\n', '\r'))
                throw new TimelineException("its name is empty, too long, or has a line break", path);
            if (project.Sequences.Count == 0)
                throw new TimelineException("has no timeline", path);
            var beside = BesideTimeline.Read(path);
            foreach (var (i, sequence) in project.Sequences.Index())
            {
                try
                {
                    var grid = TimelineSampler.Sample(project, sequence, i == 0 ? name : $"{name}#{i + 1}", request.Sampling);
                    // What lies beside a file is about its first timeline.
                    grids.Add(new(i == 0 ? beside.AddTo(grid) : grid, beside.Editor, path));
                }
                catch (Exception unusable) when (unusable is TimelineException or MediaException)
                {
                    leftOut.Add(new(path, unusable.Message, IsUnreadable: true));
                }
            }
        }
        catch (Exception unreadable) when (unreadable is TimelineException or MediaException)
        {
            leftOut.Add(new(path, unreadable.Message, IsUnreadable: true));
        }
        return grids;
    }

    private static void Write(TimelineImportRequest request, List<ImportedGrid> grids, string[] projects, TimelineImportResult result)
    {
        var splits = request.Split.Of([.. projects.Distinct(StringComparer.Ordinal)], request.Seed);
        using var writer = new GridSetWriter(request.Out, request.Sampling.Layout);
        foreach (var (i, (grid, editor, _)) in grids.Index())
            writer.Append(new StoredGrid(grid, projects[i], splits[projects[i]]) { Editor = editor });
        writer.Complete(JsonSerializer.SerializeToElement(new
        {
            Files = result.Files,
            Split = request.Split.ToString(),
            request.Seed,
            NoneIsSeparate = request.Sampling.Assets.IsNoneSeparate,
            Assets = AssetRulesFile.ToJson(request.Sampling.Assets),
            LeftOut = result.LeftOut.Select(l => new { File = l.Name, l.Cause }),
            Twins = result.Twins.Select(t => new[] { t.First, t.Second }),
        }, RunJson.Indented));
        ImportLog.Write(request.Out, grids.Count, grids.Sum(g => (long)g.Grid.Steps), result);
    }

    private sealed record ImportedGrid(TimelineGrid Grid, string? Editor, string File);
}
