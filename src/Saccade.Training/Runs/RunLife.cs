using System.Diagnostics;

namespace Saccade.Training;

/// <summary>Whether somebody trains a run that says it is running: by its lock, which the operating system lifts however a process dies, and by its heartbeat.</summary>
/// <param name="LastBeat">Its last sign of life; null: none that could be read.</param>
/// <param name="WhyDead">In one line; null: it lives.</param>
public sealed record RunLife(Heartbeat? LastBeat, string? WhyDead)
{
    /// <summary>What a run that says it is running, but is not trained any more, is called wherever its status is shown.</summary>
    public const string Dead = "dead";

    /// <summary>A running run whose last beat is older than this counts as dead, even if something holds its lock.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(60);

    // The loop beats at most every five seconds. Before that is over the lock is left alone.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(7);

    public bool IsDead => WhyDead is not null;

    /// <param name="run">Its <c>run.json</c> says that it is running.</param>
    /// <param name="created">When it began: before its first beat a run opens its data and builds its model.</param>
    /// <param name="now">The time.</param>
    public static RunLife Of(RunFolder run, DateTimeOffset created, DateTimeOffset now)
    {
        var beat = BeatOf(run);
        return new(beat, Judge(run, beat, created, now));
    }

    /// <summary>Whether there is a process of that number.</summary>
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

    private static string? Judge(RunFolder run, Heartbeat? beat, DateTimeOffset created, DateTimeOffset now)
    {
        var isFresh = beat is { Status: RunStatus.Running } && now - beat.Time < Fresh && IsAlive(beat.ProcessId);
        if (!isFresh && File.Exists(run.LockPath) && !FileLock.IsHeld(run.LockPath))
            return $"the process that trained it is gone{(beat is null ? "" : $"; its last sign of life is of {beat.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")}; --resume goes on from its last checkpoint";
        var last = beat?.Time ?? created;
        return now - last > DeadAfter ? $"no sign of life since {last.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : null;
    }

    // Copied at this moment, or damaged: then there is the lock.
    private static Heartbeat? BeatOf(RunFolder run)
    {
        try
        {
            return File.Exists(run.HeartbeatPath) ? Heartbeat.Read(run.HeartbeatPath) : null;
        }
        catch (RunException)
        {
            return null;
        }
    }
}
