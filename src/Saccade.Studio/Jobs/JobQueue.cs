using System.ComponentModel;
using System.Diagnostics;
using Saccade.Studio.Runs;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Jobs;

/// <summary>
/// The work that was asked for in Studio, one job at a time unless more are wanted. The list is kept on the disk: what waits when Studio ends is begun by the next one, and a training that outlives
/// a Studio that was killed is found again.
/// </summary>
internal sealed class JobQueue : IAsyncDisposable
{
    private const string FileName = "queue.json";
    private const int MostJobs = 1000;

    // Exit codes of this program.
    private const int Done = 0, InvalidEvidence = 3, Interrupted = 130;

    private static readonly TimeSpan Farewell = TimeSpan.FromMinutes(2), SameBeginning = TimeSpan.FromSeconds(2);

    private readonly StudioFolder folder;
    private readonly IReadOnlyList<string> program;
    private readonly int parallel;
    private readonly Lock gate = new();
    private readonly List<Job> jobs;
    private readonly Dictionary<string, Task> work = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private bool isEnding;

    /// <param name="folder">Where the list lies and runs are made.</param>
    /// <param name="program">How this program is started.</param>
    /// <param name="parallel">Jobs at a time.</param>
    /// <param name="tell">Hears when the list cannot be read.</param>
    public JobQueue(StudioFolder folder, IReadOnlyList<string> program, int parallel, Action<string> tell)
    {
        (this.folder, this.program, this.parallel) = (folder, program, parallel);
        jobs = folder.Read<List<Job>>(FileName, tell) ?? [];
        if (folder.Refusal is not null)
            return;
        lock (gate)
        {
            foreach (var job in jobs.Where(j => j.Status == JobStatus.Running).ToArray())
                work[job.Id] = Find(job) is { } process ? Await(job, process) : Task.Run(() => Settle(job));
            Begin();
        }
    }

    public IReadOnlyList<Job> All
    {
        get
        {
            lock (gate)
                return [.. jobs];
        }
    }

    /// <summary>A name for a run that neither a folder nor a job has.</summary>
    public string Unused(string name)
    {
        lock (gate)
        {
            var unused = name;
            for (var number = 2; Path.Exists(Path.Combine(folder.Root, unused)) || jobs.Exists(j => j.Run == unused); number++)
                unused = $"{name}-{number}";
            return unused;
        }
    }

    /// <exception cref="ProblemException">This Studio starts nothing, or the list is full (409).</exception>
    public Job Add(Job job)
    {
        folder.RequireWritable();
        lock (gate)
        {
            if (jobs.Count >= MostJobs)
                throw new ProblemException(409, $"the queue has {MostJobs} jobs; remove some that have ended");
            jobs.Add(job);
            Keep();
            Begin();
            return Of(job.Id);
        }
    }

    /// <summary>Takes a job out of the list, or stops it while it is running.</summary>
    /// <exception cref="ProblemException">There is no such job (404), or this Studio starts nothing (409).</exception>
    public Job Remove(string id)
    {
        folder.RequireWritable();
        lock (gate)
        {
            var job = Of(id);
            if (job.Status == JobStatus.Running)
            {
                Stop(job);
                return job;
            }
            jobs.Remove(job);
            Keep();
            return job;
        }
    }

    /// <summary>Puts a job that was stopped or has failed back to the waiting ones; it goes on where it was.</summary>
    /// <exception cref="ProblemException">There is no such job (404), it has not ended, or this Studio starts nothing (409).</exception>
    public Job Resume(string id)
    {
        folder.RequireWritable();
        lock (gate)
        {
            var job = Of(id);
            if (job.Status is not (JobStatus.Stopped or JobStatus.Failed))
                throw new ProblemException(409, $"{job.Name} is {job.Status.ToString().ToLowerInvariant()}: only what was stopped or has failed is resumed");
            Put(job with { Status = JobStatus.Waiting, Reason = null });
            Begin();
            return Of(id);
        }
    }

    /// <summary>The job that trains a run, alone or among others of a queue, or that waits to.</summary>
    public Job? JobOf(string run)
    {
        lock (gate)
            return jobs.Find(j => j.Status is JobStatus.Running or JobStatus.Waiting && Trains(j, run));
    }

    /// <summary>Goes on with a run that has ended before its end: by the job that it is of, where there is one, else by one of its own.</summary>
    /// <exception cref="ProblemException">It is at work already, the list is full, or this Studio starts nothing (409).</exception>
    public Job ResumeRun(string run, DateTimeOffset now)
    {
        folder.RequireWritable();
        lock (gate)
        {
            if (JobOf(run) is not null)
                throw new ProblemException(409, $"{run} waits in the queue or is being trained");
            return jobs.FindLast(j => j.Run == run && j.SpeaksInRun && j.Status is JobStatus.Stopped or JobStatus.Failed) is { } before ? Resume(before.Id)
                : Add(new() { Name = run[(run.LastIndexOf('/') + 1)..], Run = run, Commands = [ResumingIn(Path.Combine(folder.Root, run))], Queued = now });
        }
    }

    /// <summary>Stops the job that trains a run.</summary>
    /// <returns>False: none does.</returns>
    public bool StopRun(string run)
    {
        lock (gate)
        {
            var job = jobs.Find(j => j.Status == JobStatus.Running && Trains(j, run));
            if (job is not null)
                Stop(job);
            return job is not null;
        }
    }

    /// <summary>Stops what is running as Ctrl-C would, and waits until it has saved. What waits stays in the list.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (gate)
        {
            isEnding = true;
            foreach (var job in jobs.Where(j => j.Status == JobStatus.Running && work.ContainsKey(j.Id)))
                Stop(job);
            running = [.. work.Values];
        }
        await Task.WhenAny(Task.WhenAll(running), Task.Delay(Farewell));
    }

    private void Begin()
    {
        while (!isEnding && jobs.Count(j => j.Status == JobStatus.Running) < parallel && jobs.Find(j => j.Status == JobStatus.Waiting) is { } next)
        {
            Put(next with { Status = JobStatus.Running });
            work[next.Id] = Task.Run(() => Do(next));
        }
    }

    private async Task Do(Job job)
    {
        var (status, reason) = (JobStatus.Finished, (string?)null);
        try
        {
            foreach (var command in CommandsOf(job))
            {
                (status, reason) = await Run(job, command);
                if (status != JobStatus.Finished)
                    break;
            }
            if (!job.SpeaksInRun && Directory.Exists(FolderOf(job)))
                File.Copy(ConsoleOf(job), Path.Combine(FolderOf(job), RunFiles.Console), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Win32Exception)
        {
            (status, reason) = (JobStatus.Failed, failure.Message.ReplaceLineEndings(" "));
        }
        End(job, status, reason);
    }

    private async Task<(JobStatus, string?)> Run(Job job, IReadOnlyList<string> command)
    {
        var console = ConsoleOf(job);
        Directory.CreateDirectory(Path.GetDirectoryName(console)!);
        using var process = new JobProcess(program, command, console);
        lock (gate)
        {
            Put(Of(job.Id) with { ProcessId = process.Id, ProcessBegan = process.Began });
            if (told.Contains(job.Id) || isEnding)
                JobProcess.Interrupt(process.Id);
        }
        var code = await process.Ended();
        bool wasTold;
        lock (gate)
            wasTold = told.Contains(job.Id);
        return (code, wasTold) switch
        {
            (Done, _) => (JobStatus.Finished, null),
            (InvalidEvidence, _) => (JobStatus.Finished, "its evidence is invalid: the run's page says why"),
            (Interrupted, _) or (_, true) => (JobStatus.Stopped, "stopped; it can be resumed"),
            _ => (JobStatus.Failed, process.Said.Length > 0 ? process.Said : $"the process ended with {code}"),
        };
    }

    /// <summary>What is there already is gone on with; what never began begins.</summary>
    private IReadOnlyList<IReadOnlyList<string>> CommandsOf(Job job) =>
        job.SpeaksInRun && (File.Exists(Path.Combine(FolderOf(job), "run.json")) || QueuePlan.ExistsIn(FolderOf(job))) ? [ResumingIn(FolderOf(job))] : job.Commands;

    private static string[] ResumingIn(string path) => ["train", "--out", path, "--resume"];

    private static bool Trains(Job job, string run) => job.Run == run || run.StartsWith(job.Run + "/", StringComparison.Ordinal);

    /// <summary>The process of a Studio that is gone.</summary>
    private static Process? Find(Job job)
    {
        try
        {
            var process = job.ProcessId is { } id ? Process.GetProcessById(id) : null;
            if (process is not null && job.ProcessBegan is { } began && (process.StartTime.ToUniversalTime() - began).Duration() < SameBeginning)
                return process;
            process?.Dispose();
            return null;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private async Task Await(Job job, Process process)
    {
        using (process)
            await process.WaitForExitAsync();
        Settle(job);
    }

    /// <summary>Ends a job whose process ended while nobody looked: its run says how.</summary>
    private void Settle(Job job)
    {
        var status = RunStatus.Stopped;
        try
        {
            status = RunFolder.Open(FolderOf(job)).ReadInfo().Status;
        }
        catch (RunException)
        {
            // A queue, or nothing yet: what is left of it is found out when it is resumed.
        }
        End(job, status switch { RunStatus.Finished => JobStatus.Finished, RunStatus.Failed => JobStatus.Failed, _ => JobStatus.Stopped }, status == RunStatus.Finished ? null : "it ended while no Studio watched; it can be resumed");
    }

    private void End(Job job, JobStatus status, string? reason)
    {
        lock (gate)
        {
            work.Remove(job.Id);
            told.Remove(job.Id);
            Put(Of(job.Id) with { Status = status, Reason = reason, ProcessId = null, ProcessBegan = null });
            Begin();
        }
    }

    private void Stop(Job job)
    {
        // Told twice, a process ends at once and saves nothing.
        if (told.Add(job.Id) && job.ProcessId is { } id && RunLife.IsAlive(id))
            JobProcess.Interrupt(id);
    }

    private Job Of(string id) => jobs.Find(j => j.Id == id) ?? throw new ProblemException(404, "there is no such job; it has been removed");

    private void Put(Job job)
    {
        jobs[jobs.FindIndex(j => j.Id == job.Id)] = job;
        Keep();
    }

    private void Keep()
    {
        try
        {
            folder.Write(FileName, jobs);
        }
        catch (ProblemException) when (isEnding || work.Count > 0)
        {
            // A full disk must not end what is running; the list is written again at the next change.
        }
    }

    private string FolderOf(Job job) => Path.Combine(folder.Root, job.Run);

    private string ConsoleOf(Job job) => job.SpeaksInRun ? Path.Combine(FolderOf(job), RunFiles.Console) : folder[Path.Combine("jobs", job.Id, RunFiles.Console)];
}
