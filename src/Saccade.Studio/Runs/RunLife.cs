using System.Diagnostics;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary>Whether somebody trains a run that says it is running: by its lock, which the operating system lifts however a process dies, and by its heartbeat.</summary>
internal static class RunLife
{
    // The loop beats at most every five seconds. Before that is over the lock is left alone.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(7);

    /// <param name="run">Its <c>run.json</c> says that it is running.</param>
    /// <param name="beat">Its last sign of life; null: none yet.</param>
    /// <param name="created">When it began.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null: it lives. Else why it counts as dead.</returns>
    public static string? WhyDead(RunFolder run, Heartbeat? beat, DateTimeOffset created, DateTimeOffset now)
    {
        var path = LockOf(run);
        var isFresh = beat is { Status: RunStatus.Running } && now - beat.Time < Fresh && IsAlive(beat.ProcessId);
        if (!isFresh && File.Exists(path) && !FileLock.IsHeld(path))
            return $"the process that trained it is gone{(beat is null ? "" : $"; its last sign of life is of {beat.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")}; --resume goes on from its last checkpoint";
        var last = beat?.Time ?? created;
        return now - last > Heartbeat.DeadAfter ? $"no sign of life since {last.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : null;
    }

    /// <summary>Whether a process trains the run right now.</summary>
    public static bool IsLocked(RunFolder run) => FileLock.IsHeld(LockOf(run));

    public static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception unknown) when (unknown is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true; // another user's
        }
    }

    private static string LockOf(RunFolder run) => Path.Combine(run.Root, ".lock");
}
