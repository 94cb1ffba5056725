namespace Saccade.Training;

/// <summary>
/// Trains several runs, one after another or side by side. One that fails never takes the others down. Started again on the
/// same folders, a queue leaves finished runs alone and resumes the others.
/// </summary>
public sealed class TrainingQueue
{
    private const long LeastDisk = 512L << 20;
    private const long LeastMemoryPerRun = 512L << 20;
    private readonly int parallel;

    /// <param name="parallel">Runs at a time, each on its share of the cores unless its recipe says otherwise; at least 1.</param>
    public TrainingQueue(int parallel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallel, 1);
        this.parallel = parallel;
    }

    /// <param name="requests">The runs, each with a folder of its own.</param>
    /// <param name="ended">Told of each run's end, on the thread that trained it.</param>
    /// <param name="cancellation">Saves and stops what is being trained, and begins nothing more.</param>
    /// <returns>One outcome for each request, in their order.</returns>
    /// <exception cref="RunException">There is too little memory for so many runs side by side, or two share a folder.</exception>
    public IReadOnlyList<QueueOutcome> Run(IReadOnlyList<TrainingRequest> requests, Action<QueueOutcome> ended, CancellationToken cancellation)
    {
        if (requests.GroupBy(r => Path.GetFullPath(r.Folder)).FirstOrDefault(g => g.Count() > 1) is { } shared)
            throw new RunException($"{shared.Key}: is the folder of two runs of the queue; give each its own");
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (memory < parallel * LeastMemoryPerRun)
            throw new RunException($"{parallel} runs side by side need at least {parallel * LeastMemoryPerRun >> 20} MB of memory, this machine has {memory >> 20}; lower --parallel");
        var outcomes = new QueueOutcome[requests.Count];
        var next = -1;
        var workers = Enumerable.Range(0, Math.Min(parallel, requests.Count)).Select(_ => new Thread(() =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests.Count; i = Interlocked.Increment(ref next))
                ended(outcomes[i] = TrainOne(requests[i], cancellation));
        })).ToArray();
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
        return outcomes;
    }

    private QueueOutcome TrainOne(TrainingRequest request, CancellationToken cancellation)
    {
        QueueOutcome Outcome(RunStatus status, string reason) => new(Path.GetFullPath(request.Folder), status, reason);
        if (cancellation.IsCancellationRequested)
            return Outcome(RunStatus.Stopped, "not begun: stopped by the user");
        try
        {
            var exists = File.Exists(Path.Combine(request.Folder, "run.json"));
            if (exists && RunFolder.Open(request.Folder).ReadInfo() is { Status: RunStatus.Finished } info)
                return Outcome(RunStatus.Finished, $"finished before: {info.Reason}");
            CheckDisk(request.Folder);
            var result = Trainer.Train(WithShare(request) with { Resume = exists }, cancellation);
            return Outcome(result.Status, result.Reason);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever is wrong with this run, the others have not got it.
            return Outcome(RunStatus.Failed, RunException.OneLine(e.Message));
        }
    }

    /// <summary>A run that takes all cores by its recipe gets its share of them; results do not depend on it.</summary>
    private TrainingRequest WithShare(TrainingRequest request) => parallel == 1 || request.Recipe.Run.Threads > 0
        ? request
        : request with { Recipe = request.Recipe.With(request.Recipe.Run with { Threads = Math.Max(1, Environment.ProcessorCount / parallel) }) };

    private static void CheckDisk(string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
            existing = Path.GetDirectoryName(existing)!; // ends at the root
        var free = new DriveInfo(existing).AvailableFreeSpace;
        if (free < LeastDisk)
            throw new RunException($"{Path.GetFullPath(folder)}: only {free >> 20} MB are free on its disk; a run needs {LeastDisk >> 20}");
    }
}
