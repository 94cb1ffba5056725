namespace Saccade.Studio.Jobs;

/// <summary>Work that Studio starts: one or more command lines of this program, one after the other, that end with a run.</summary>
internal sealed record Job
{
    public string Id { get; init; } = Guid.NewGuid().ToString("N")[..12];

    public required string Name { get; init; }

    /// <summary>The run that it makes, or the queue of runs, as <see cref="Runs.RunRow.Id"/> has it.</summary>
    public required string Run { get; init; }

    /// <summary>What is run: arguments of this program.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Commands { get; init; }

    /// <summary>Whether what is said goes into the run's folder from the beginning; else it is put there at the end, since the folder has to be empty.</summary>
    public bool SpeaksInRun { get; init; } = true;

    public JobStatus Status { get; init; }

    /// <summary>Why it ended, or waits; in one line.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset Queued { get; init; }

    /// <summary>While it is running: the process, and when that began, by which it is known again.</summary>
    public int? ProcessId { get; init; }

    public DateTimeOffset? ProcessBegan { get; init; }
}

/// <summary>How far a job is.</summary>
internal enum JobStatus
{
    Waiting,
    Running,
    Finished,

    /// <summary>By the user, or with Studio; it can be resumed.</summary>
    Stopped,

    Failed,
}

/// <summary>A job as pages see it.</summary>
internal sealed record ShownJob(string Job, string Name, string Run, JobStatus Status, string? Reason, DateTimeOffset Queued)
{
    public static ShownJob Of(Job job) => new(job.Id, job.Name, job.Run, job.Status, job.Reason, job.Queued);
}
