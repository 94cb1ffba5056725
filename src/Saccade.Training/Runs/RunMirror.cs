namespace Saccade.Training;

/// <summary>
/// Copies a run, without its checkpoints, to another folder every 30 seconds from a thread of its own. A copy that fails
/// is reported once and tried again; it never stops the training.
/// </summary>
public sealed class RunMirror : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly RunFolder run;
    private readonly string target;
    private readonly Action<string> report;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private string? lastError;
    private bool isOver;

    /// <param name="run">The run to copy.</param>
    /// <param name="target">The folder that becomes the copy; made when missing.</param>
    /// <param name="report">Told, on the mirror's thread, when copying begins to fail and when it works again.</param>
    /// <param name="time">The clock that drives it.</param>
    public RunMirror(RunFolder run, string target, Action<string> report, TimeProvider time)
    {
        this.run = run;
        this.target = Path.GetFullPath(target);
        this.report = report;
        timer = time.CreateTimer(_ => Copy(), null, TimeSpan.Zero, Interval);
    }

    /// <summary>Copies a last time, so that the mirror ends with the run's final files.</summary>
    public void Dispose()
    {
        timer.Dispose();
        Copy();
        lock (gate)
            isOver = true;
    }

    private void Copy()
    {
        lock (gate)
        {
            if (isOver)
                return; // a call of the timer that was under way when the mirror ended
            var error = Copy(run, target);
            if (error == lastError)
                return;
            lastError = error;
            report(error is null ? $"the mirror {target} works again" : Failing(target, error));
        }
    }

    internal static string Failing(string target, string error) => $"the mirror {target} fails ({error}); training goes on";

    /// <summary>Copies once, what has changed since the last copy.</summary>
    /// <returns>Why it failed, in one line; null when it did not.</returns>
    internal static string? Copy(RunFolder run, string target)
    {
        try
        {
            Directory.CreateDirectory(target);
            var pictures = Directory.Exists(run.SamplesPath) ? new DirectoryInfo(run.SamplesPath).EnumerateFiles("*", SearchOption.AllDirectories) : [];
            foreach (var file in new DirectoryInfo(run.Root).EnumerateFiles().Concat(pictures))
            {
                if (file.Name.StartsWith('.'))
                    continue;
                var copy = new FileInfo(Path.Combine(target, Path.GetRelativePath(run.Root, file.FullName)));
                copy.Directory!.Create();
                if (copy.Exists && copy.Length == file.Length && copy.LastWriteTimeUtc >= file.LastWriteTimeUtc)
                    continue;
                AtomicFile.Write(copy.FullName, stream =>
                {
                    using var source = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    source.CopyTo(stream);
                });
            }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RunException)
        {
            return RunException.OneLine(e.Message);
        }
    }
}
