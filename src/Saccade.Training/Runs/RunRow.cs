namespace Saccade.Training;

/// <summary>A run as one row of a list: what it is, how far it came and what it scored. Made without its data, its model or its outputs.</summary>
public sealed record RunRow
{
    public required RunFolder Run { get; init; }
    public required RunInfo Info { get; init; }

    /// <summary>Of a run that says it is running; null when it has none yet.</summary>
    public Heartbeat? Heartbeat { get; init; }

    public required JournalSummary Journal { get; init; }

    /// <summary>Each split's evidence so far.</summary>
    public required IReadOnlyDictionary<Split, Evaluation> Evidence { get; init; }

    /// <summary>Whether the run says that it is running although its loop has stopped beating.</summary>
    public required bool IsKilled { get; init; }

    /// <summary><c>running</c>, <c>finished</c>, <c>stopped</c> or <c>failed</c>, as the run says of itself, or <c>killed</c>.</summary>
    public string Status => IsKilled ? "killed" : Info.Status.ToString().ToLowerInvariant();

    /// <summary>The verdict on the test split, else on validation; null before any.</summary>
    public string? Verdict => (Evidence.GetValueOrDefault(Split.Test) ?? Evidence.GetValueOrDefault(Split.Validation))?.Verdict;

    /// <summary>Reads one run.</summary>
    /// <exception cref="RunException">A file of it is missing or broken; names it.</exception>
    public static RunRow Read(RunFolder run, DateTimeOffset now)
    {
        var info = run.ReadInfo();
        if (info.Recipe is not { } recipe || recipe["task"] is null || recipe["model"] is null)
            throw new RunException($"{run.InfoPath}: has no task and model in its recipe; copy the run again, or remove it");
        var heartbeat = info.Status == RunStatus.Running && File.Exists(run.HeartbeatPath) ? Heartbeat.Read(run.HeartbeatPath) : null;
        var journal = new JournalSummary(run.JournalPath);
        journal.Update();
        journal.RequireOf(info.Status);
        // Before the first beat a run opens its data and builds its model: it counts from when it was made.
        var lastSign = heartbeat?.Time ?? info.Created;
        return new RunRow
        {
            Run = run,
            Info = info,
            Heartbeat = heartbeat,
            Journal = journal,
            Evidence = run.ReadEvidence(),
            IsKilled = info.Status == RunStatus.Running && now - lastSign > Heartbeat.DeadAfter,
        };
    }
}
