using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary>
/// The runs of a folder and of the queues in it, kept up to date by looking: a folder whose times are as they were is not read again. Looking through all costs at most a hundredth of one
/// core; what is being trained is looked at each second.
/// </summary>
internal sealed class RunIndex(StudioFolder folder, RunReader reader, RunMarks marks)
{
    private const int RestPerWork = 100;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.25), Longest = TimeSpan.FromSeconds(5), LiveInterval = TimeSpan.FromSeconds(1);

    // From a page's rows to its events.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(10);

    // File systems count time in ticks: what changed so lately may have changed again within the tick.
    private static readonly TimeSpan Unsettled = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> removed = new(StringComparer.Ordinal);
    private readonly Queue<(long Time, long Version)> scans = new();
    private long version, lastScan, lastLive;
    private TimeSpan interval;

    /// <summary>All runs, archived ones too, as they are now.</summary>
    public IReadOnlyList<RunRow> Rows()
    {
        lock (gate)
        {
            Refresh(LiveInterval);
            return [.. known.Values.Select(k => k.Row)];
        }
    }

    /// <summary>What has changed since a version.</summary>
    /// <param name="since">A version that this gave before; 0: all.</param>
    public (long Version, IReadOnlyList<RunRow> Changed, IReadOnlyList<string> Removed) Since(long since)
    {
        lock (gate)
        {
            Refresh(Longest);
            return (version, [.. known.Values.Where(k => k.Version > since).Select(k => k.Row)], [.. removed.Where(r => r.Value > since).Select(r => r.Key)]);
        }
    }

    /// <summary>A version of a few seconds ago: what a page that has just been loaded may have missed came after it.</summary>
    public long Lately()
    {
        lock (gate)
        {
            Refresh(Longest);
            return scans.FirstOrDefault(s => Stopwatch.GetElapsedTime(s.Time) < Lead).Version;
        }
    }

    /// <summary>The run that a request's path names, and nothing else: a name that is no run's leads nowhere.</summary>
    /// <exception cref="ProblemException">There is none of that name (404).</exception>
    public (RunRow Row, string Path) Of(HttpContext context) => Of((string)context.Request.RouteValues["id"]!);

    /// <inheritdoc cref="Of(HttpContext)"/>
    public (RunRow Row, string Path) Of(string id)
    {
        // The server leaves an encoded '/' alone.
        var decoded = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        lock (gate)
        {
            Refresh(Longest);
            if (!known.ContainsKey(id) && !known.ContainsKey(decoded))
                Scan();
            return known.TryGetValue(id, out var run) || known.TryGetValue(decoded, out run) ? (run.Row, run.Path)
                : throw new ProblemException(404, $"there is no run of that name in {Path.GetFileName(folder.Root)}; it may have been renamed or moved");
        }
    }

    /// <summary>The row as it is after something was put on the run.</summary>
    public RunRow Marked(string id)
    {
        lock (gate)
        {
            Put(id, known[id].Row);
            return known[id].Row;
        }
    }

    /// <param name="oldest">How old what is known may be at most, where looking through all is cheap.</param>
    private void Refresh(TimeSpan oldest)
    {
        var age = Stopwatch.GetElapsedTime(lastScan);
        if (lastScan == 0 || age >= interval || (age >= oldest && interval < oldest * 5))
        {
            Scan();
        }
        else if (Stopwatch.GetElapsedTime(lastLive) >= LiveInterval)
        {
            foreach (var (id, run) in known.Where(k => k.Value.Row.Status == ShownStatus.Running).ToArray())
                Look(id, run.Path, Directory.GetLastWriteTimeUtc(run.Path));
            lastLive = Stopwatch.GetTimestamp();
        }
    }

    private void Scan()
    {
        var began = Stopwatch.GetTimestamp();
        while (scans.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest.Time) > Lead)
            scans.Dequeue();
        scans.Enqueue((began, version));
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in FoldersIn(folder.Root))
        {
            if (RunReader.IsRun(child.FullName))
            {
                Found(child.Name, child);
                continue;
            }
            foreach (var run in FoldersIn(child.FullName).Where(r => RunReader.IsRun(r.FullName)))
                Found($"{child.Name}/{run.Name}", run);
        }
        foreach (var id in known.Keys.Where(id => !found.Contains(id)).ToArray())
        {
            known.Remove(id);
            removed[id] = ++version;
        }
        (lastScan, lastLive) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        interval = TimeSpan.FromTicks(Math.Clamp(Stopwatch.GetElapsedTime(began).Ticks * RestPerWork, Shortest.Ticks, Longest.Ticks));

        void Found(string id, DirectoryInfo run)
        {
            found.Add(id);
            Look(id, run.FullName, run.LastWriteTimeUtc);
        }
    }

    /// <summary>Reads a run, unless it is as it was.</summary>
    private void Look(string id, string path, DateTime folderTime)
    {
        var info = new FileInfo(Path.Combine(path, "run.json"));
        var stamp = new Stamp(folderTime, info.Exists ? info.LastWriteTimeUtc : default, info.Exists ? info.Length : -1);
        var before = known.GetValueOrDefault(id);
        var isSame = before is { IsSettled: true } && before.Stamp == stamp;
        if (isSame && before!.Row.Status != ShownStatus.Running)
            return;
        var journal = before?.Journal ?? new JournalSummary(Path.Combine(path, "journal.jsonl"));
        var (row, facts) = reader.Read(id, path, isSame ? before!.Facts : null, journal);
        var isRunning = row.Status == ShownStatus.Running;
        known[id] = new Known(path, before?.Row ?? row, before?.Version ?? 0, stamp, DateTime.UtcNow - stamp.Latest > Unsettled, isRunning ? facts : null, isRunning ? journal : null);
        Put(id, row, isNew: before is null);
    }

    private void Put(string id, RunRow row, bool isNew = false)
    {
        var run = known[id];
        row = marks.On(row with { Archived = false, Tags = [] });
        if (!isNew && row.Equals(run.Row))
            return;
        known[id] = run with { Row = row, Version = ++version };
        removed.Remove(id);
    }

    private static IEnumerable<DirectoryInfo> FoldersIn(string path)
    {
        try
        {
            return [.. new DirectoryInfo(path).EnumerateDirectories().Where(d => !d.Name.StartsWith('.'))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Renaming a file into a folder changes the folder's time; writing into a file only the file's.</summary>
    private readonly record struct Stamp(DateTime Folder, DateTime Info, long Length)
    {
        public DateTime Latest => Folder > Info ? Folder : Info;
    }

    private sealed record Known(string Path, RunRow Row, long Version, Stamp Stamp, bool IsSettled, RunFacts? Facts, JournalSummary? Journal);
}
