namespace Saccade.Training;

/// <summary>A run as a scan of folders found it: what it is, how far it came and what it scored. Made without its data, its model or its outputs.</summary>
public sealed record ScannedRun
{
    public required RunFolder Run { get; init; }
    public required RunInfo Info { get; init; }
    public required JournalSummary Journal { get; init; }

    /// <summary>Each split's evidence so far.</summary>
    public required IReadOnlyDictionary<Split, Evaluation> Evidence { get; init; }

    /// <summary>Of a run that says it is running; null of any other.</summary>
    public RunLife? Life { get; init; }

    /// <summary><c>running</c>, <c>finished</c>, <c>stopped</c> or <c>failed</c>, as the run says of itself, or <c>dead</c>.</summary>
    public string Status => Life is { IsDead: true } ? RunLife.Dead : Info.Status.ToString().ToLowerInvariant();

    /// <summary>Why it ended, or is dead, in one line.</summary>
    public string? Reason => Life?.WhyDead ?? Info.Reason;

    /// <summary>The verdict on the test split, else on validation; null before any.</summary>
    public string? Verdict => (Evidence.GetValueOrDefault(Split.Test) ?? Evidence.GetValueOrDefault(Split.Validation))?.Verdict;

    /// <summary>Reads one run.</summary>
    /// <exception cref="RunException">A file of it is missing or broken; names it.</exception>
    public static ScannedRun Read(RunFolder run, DateTimeOffset now)
    {
        var info = run.ReadInfo();
        if (info.Recipe is not { } recipe || recipe["task"] is null || recipe["model"] is null)
            throw new RunException($"{run.InfoPath}: has no task and model in its recipe; copy the run again, or remove it");
        var journal = new JournalSummary(run.JournalPath);
        journal.Update();
        journal.RequireOf(info.Status);
        return new ScannedRun
        {
            Run = run,
            Info = info,
            Journal = journal,
            Evidence = run.ReadEvidence(),
            Life = info.Status == RunStatus.Running ? RunLife.Of(run, info.Created, now) : null,
        };
    }
}
