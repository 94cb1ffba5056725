using System.Text.Json;

namespace Saccade.Training;

/// <summary>A run that is there but cannot be read.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Cause">In one line.</param>
public sealed record DamagedRun(string Path, string Cause);

/// <summary>All runs below a folder, in the order of their paths. A run that cannot be read is listed with its cause and stops nothing.</summary>
public sealed record RunScan(IReadOnlyList<ScannedRun> Runs, IReadOnlyList<DamagedRun> Damaged)
{
    /// <summary>Folders below the one that is scanned: a queue, a folder of queues, and some to spare.</summary>
    private const int Deepest = 6;

    /// <exception cref="RunException">There is no such folder, or it cannot be listed.</exception>
    public static RunScan Of(string root, DateTimeOffset now)
    {
        if (!Directory.Exists(root))
            throw new RunException($"{root}: is no folder; give the one that holds the runs");
        var (runs, damaged) = (new List<ScannedRun>(), new List<DamagedRun>());
        foreach (var folder in FoldersOf(root))
        {
            try
            {
                runs.Add(ScannedRun.Read(RunFolder.Open(folder), now));
            }
            catch (Exception e) when (e is RunException or IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
            {
                damaged.Add(new DamagedRun(folder, RunException.OneLine(e.Message)));
            }
        }
        return new RunScan(runs, damaged);
    }

    /// <summary>The folders at or below <paramref name="root"/> that hold a run. Hidden ones and links are passed by, and nothing is looked for within a run.</summary>
    public static IEnumerable<string> FoldersOf(string root) => FoldersOf(root, Deepest);

    private static IEnumerable<string> FoldersOf(string folder, int depth)
    {
        if (File.Exists(Path.Combine(folder, "run.json")))
            return [folder];
        if (depth == 0)
            return [];
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateDirectories()
                .Where(d => !d.Name.StartsWith('.') && d.LinkTarget is null)
                .OrderBy(d => d.Name, StringComparer.Ordinal)
                .SelectMany(d => FoldersOf(Path.Combine(folder, d.Name), depth - 1))];
        }
        catch (UnauthorizedAccessException)
        {
            return []; // somebody else's folder
        }
    }
}
