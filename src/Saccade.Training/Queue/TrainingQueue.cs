using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>
/// Trains and judges several runs, one after another or side by side. One that fails never takes the others down. Started again on the
/// same folders, a queue leaves finished runs alone and resumes the others.
/// </summary>
public sealed class TrainingQueue
{
    private readonly int parallel;
    private readonly Action<JudgedJob> report;

    /// <param name="parallel">Runs at a time, each on its share of the cores unless its recipe says otherwise; at least 1.</param>
    /// <param name="report">Writes the host's report of a judged run, on the thread that trained it.</param>
    public TrainingQueue(int parallel, Action<JudgedJob> report)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallel, 1);
        this.parallel = parallel;
        this.report = report;
    }

    /// <summary>Makes sure that runs side by side will not take each other down: to be asked before <see cref="Run"/>.</summary>
    /// <exception cref="RunException">There is too little memory or disk; says how much is needed and how much is free.</exception>
    public void RequireRoom(IReadOnlyList<TrainingRequest> requests)
    {
        if (parallel == 1)
            return; // each run looks for itself, when its turn has come
        var open = requests.Where(r => !IsFinished(r)).GroupBy(WithoutSeed)
            .SelectMany(same => same.Zip(Enumerable.Repeat(NeedsOf(same.First()), same.Count()))).ToArray();
        // At the worst those that need most run at the same time.
        var (free, largest) = (AvailableMemory.Bytes(), open.Select(r => r.Second.Memory).OrderDescending().ToArray());
        var needed = largest.Take(parallel).Sum();
        if (needed > free)
        {
            var fitting = Enumerable.Range(1, largest.Length).TakeWhile(n => largest.Take(n).Sum() <= free).LastOrDefault(1);
            throw new RunException($"{Math.Min(parallel, largest.Length)} runs side by side need about {DiskSpace.Size(needed)} of memory, but only {DiskSpace.Size(free)} are free; --parallel {fitting} would fit");
        }
        foreach (var disk in open.GroupBy(r => Path.GetDirectoryName(Path.GetFullPath(r.First.Folder))!))
            DiskSpace.Require(disk.Key, disk.Sum(r => r.Second.Disk));
    }

    /// <summary>Makes sure that what runs are to take over from other runs (a tokenizer) is there before the first of them begins: to be asked before <see cref="Run"/>.</summary>
    /// <exception cref="RunException">It is missing or does not fit; names the run, the recipe's key and the cause.</exception>
    public static void RequirePretrained(IReadOnlyList<TrainingRequest> requests)
    {
        var made = requests.Select(r => Path.GetFullPath(r.Folder)).ToHashSet(StringComparer.Ordinal);
        // What a run of this very queue makes is not there yet.
        var open = requests.Where(r => !Exists(r) && !r.Recipe.ToJson().Any(k => k.Value is JsonValue value && value.TryGetValue<string>(out var path) && path.Length > 0 && made.Contains(Path.GetFullPath(path))));
        foreach (var request in open.DistinctBy(WithoutSeed))
        {
            try
            {
                LoadPretrained(request);
            }
            catch (RunException missing)
            {
                throw new RunException($"{Path.GetFileName(request.Folder)}: {missing.Message}", missing);
            }
        }
    }

    /// <param name="requests">The runs, each with a folder of its own.</param>
    /// <param name="ended">Told the index and the end of each run, on the thread that trained it.</param>
    /// <param name="cancellation">Saves and stops what is being trained, and begins nothing more.</param>
    /// <returns>One outcome for each request, in their order.</returns>
    /// <exception cref="RunException">Two runs share a folder.</exception>
    public IReadOnlyList<QueueOutcome> Run(IReadOnlyList<TrainingRequest> requests, Action<int, QueueOutcome> ended, CancellationToken cancellation)
    {
        if (requests.GroupBy(r => Path.GetFullPath(r.Folder)).FirstOrDefault(g => g.Count() > 1) is { } shared)
            throw new RunException($"{shared.Key}: is the folder of two runs of the queue; give each its own");
        var outcomes = new QueueOutcome[requests.Count];
        // A run that starts from another of the queue waits for it; that one stands further up, so it has been begun.
        var stages = requests.Select((r, i) => requests.Take(i).ToList().FindLastIndex(s => r.From is { } from && Path.GetFullPath(s.Folder) == Path.GetFullPath(from))).ToArray();
        var done = requests.Select(_ => new ManualResetEventSlim()).ToArray();
        var next = -1;
        var workers = Enumerable.Range(0, Math.Min(parallel, requests.Count)).Select(_ => new Thread(() =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests.Count; i = Interlocked.Increment(ref next))
            {
                if (stages[i] >= 0)
                    done[stages[i]].Wait(CancellationToken.None);
                ended(i, outcomes[i] = RunOne(WithShare(requests[i]), cancellation));
                done[i].Set();
            }
        })).ToArray();
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
        return outcomes;
    }

    private QueueOutcome RunOne(TrainingRequest request, CancellationToken cancellation)
    {
        QueueOutcome Outcome(RunStatus status, string reason, Evaluation? evaluation = null) => new(request.Folder, status, reason, evaluation);
        if (cancellation.IsCancellationRequested)
            return Outcome(RunStatus.Stopped, "not begun: stopped by the user");
        try
        {
            var exists = Exists(request);
            if (IsFinished(request))
            {
                var run = RunFolder.Open(request.Folder);
                // A run that was stopped between its training and its evidence still has to be judged.
                var kept = run.ReadEvidence().GetValueOrDefault(Split.Validation) ?? TrainingJob.Judge(request, run, report, cancellation);
                return Outcome(RunStatus.Finished, $"finished before: {run.ReadInfo().Reason}", kept);
            }
            var (training, evaluation) = TrainingJob.Run(request with { Resume = exists }, report, cancellation);
            return Outcome(training.Status, training.Reason, evaluation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Outcome(RunStatus.Stopped, "stopped by the user while it was judged");
        }
        catch (Exception e)
        {
            // Whatever is wrong with this run, the others have not got it.
            return Outcome(RunStatus.Failed, RunException.OneLine(e.Message));
        }
    }

    private static string WithoutSeed(TrainingRequest request) => request.Recipe.With(request.Recipe.Run with { Seed = 0 }).ToYaml();

    private static bool Exists(TrainingRequest request) => File.Exists(Path.Combine(request.Folder, "run.json"));

    private static bool IsFinished(TrainingRequest request) => Exists(request) && RunFolder.Open(request.Folder).ReadInfo().Status == RunStatus.Finished;

    /// <summary>A run that takes all cores by its recipe gets its share of them; results do not depend on it.</summary>
    private TrainingRequest WithShare(TrainingRequest request) => parallel == 1 || request.Recipe.Run.Threads > 0
        ? request
        : request with { Recipe = request.Recipe.With(request.Recipe.Run with { Threads = Math.Max(1, Environment.ProcessorCount / parallel) }) };

    /// <summary>Only what is taken over is asked for: a run that cannot even be built fails by itself with its reason.</summary>
    private static void LoadPretrained(TrainingRequest request)
    {
        using var engine = Trainer.NewEngine(request.Recipe.Run);
        ILearner learner;
        try
        {
            using var data = request.Application.OpenData(request.Recipe);
            learner = request.Application.Build(request.Recipe, data, engine);
        }
        catch (Exception e) when (e is RunException or RecipeException)
        {
            return;
        }
        learner.LoadPretrained();
    }

    /// <summary>A run that cannot even be built needs nothing, and fails by itself with its reason.</summary>
    private static RunNeeds NeedsOf(TrainingRequest request)
    {
        try
        {
            return RunNeeds.Of(request);
        }
        catch (Exception e) when (e is RunException or RecipeException)
        {
            return new RunNeeds(0, 0);
        }
    }
}
