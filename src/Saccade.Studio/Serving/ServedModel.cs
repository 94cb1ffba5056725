using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>
/// A run's model, ready to be asked. An engine is not for two threads at once: each copy of the model has a thread of its own, and requests wait in one queue for all copies.
/// </summary>
internal sealed class ServedModel : IDisposable
{
    private readonly WorkQueue queue;
    private readonly LoadedRun[] copies;
    private readonly Thread[] threads;
    private long ticksWorked, worksDone;

    /// <summary>Loads the run's weights, once for each worker.</summary>
    /// <exception cref="RunException">The run cannot be used; names the file.</exception>
    public ServedModel(ApplicationList applications, RunFolder run, int workers, int queueLength)
    {
        queue = new(queueLength);
        Info = run.ReadInfo();
        var loaded = new List<LoadedRun>();
        try
        {
            for (var i = 0; i < workers; i++)
                loaded.Add(new LoadedRun(applications, run));
        }
        catch
        {
            loaded.ForEach(l => l.Dispose());
            throw;
        }
        copies = [.. loaded];
        Inputs = copies[0].Application.InputsOf(copies[0].Model.Recipe);
        Description = Describe(run);
        threads = [.. copies.Select(copy => new Thread(() => Serve(copy)) { IsBackground = true, Name = $"model {Id}" })];
        foreach (var thread in threads)
            thread.Start();
    }

    /// <summary>As <c>run.json</c> has it.</summary>
    public RunInfo Info { get; }

    public string Id => Info.Id;

    public IReadOnlyList<InputKind> Inputs { get; }

    /// <summary>An entry of <c>/v1/models</c>.</summary>
    public JsonObject Description { get; }

    public int Waiting => queue.Length;

    /// <summary>Time in the model over all requests, in seconds, and how many there were.</summary>
    public (double Seconds, long Count) Worked => (TimeSpan.FromTicks(Interlocked.Read(ref ticksWorked)).TotalSeconds, Interlocked.Read(ref worksDone));

    /// <summary>Refuses a request before its body is read, when it would have no place anyway.</summary>
    /// <exception cref="ProblemException">As much waits as may (429).</exception>
    public void RefuseWhenFull()
    {
        if (queue.Length >= queue.Most)
            throw Full();
    }

    /// <summary>Has a copy of the model do something, when its turn comes.</summary>
    /// <param name="act">Runs on the copy's thread.</param>
    /// <param name="cancellation">Before its turn: it is not begun. After: <paramref name="act"/> is to look itself.</param>
    /// <returns>How long it waited for its turn, and how long it then took.</returns>
    /// <exception cref="ProblemException">As much waits as may (429).</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and is not running any more.</exception>
    public async Task<(TimeSpan Waited, TimeSpan Worked)> Run(Action<LoadedRun> act, CancellationToken cancellation)
    {
        var work = new Work(act, cancellation);
        if (!queue.TryAdd(work))
            throw Full();
        using var leaving = cancellation.Register(() =>
        {
            if (queue.TryRemove(work))
                work.Abandon();
        });
        await work.Ended;
        return (work.Waited, work.Worked);
    }

    /// <summary>Finishes what waits, then frees the model.</summary>
    public void Dispose()
    {
        queue.Close();
        foreach (var thread in threads)
            thread.Join();
        foreach (var copy in copies)
            copy.Dispose();
    }

    private void Serve(LoadedRun copy)
    {
        while (queue.Take() is { } work)
        {
            work.Do(copy, () => queue.Length == 0);
            Interlocked.Add(ref ticksWorked, work.Worked.Ticks);
            Interlocked.Increment(ref worksDone);
        }
    }

    // About when half of what waits will be done.
    private ProblemException Full()
    {
        var (seconds, count) = Worked;
        var wait = count == 0 ? 1 : Math.Ceiling(seconds / count * queue.Most / copies.Length / 2);
        return new ProblemException(429, $"{queue.Most} requests wait for model '{Id}' already; come again later") { RetryAfter = (int)Math.Clamp(wait, 1, 600) };
    }

    private JsonObject Describe(RunFolder run)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["task"] = Info.Task,
            ["model"] = Info.Model,
            ["created"] = Info.Created,
            ["inputs"] = JsonSerializer.SerializeToNode(Inputs, RunJson.Line),
            ["media_types"] = JsonSerializer.SerializeToNode(FileFormat.MediaTypesOf(Inputs), RunJson.Line),
        };
        if (InputDomain.Read(run) is { } domain)
            json["domain"] = JsonSerializer.SerializeToNode(domain.Ranges, RunJson.Line);
        if (run.ReadEvidence() is { Count: > 0 } evidence)
            json["evidence"] = new JsonObject(evidence.Select(e => KeyValuePair.Create<string, JsonNode?>(JsonNamingPolicy.SnakeCaseLower.ConvertName($"{e.Key}"), Verdict(e.Value))));
        return json;
    }

    private static JsonObject Verdict(Evaluation evaluation) => new()
    {
        ["verdict"] = evaluation.Verdict,
        ["accepted"] = JsonSerializer.SerializeToNode(evaluation.Accepted, RunJson.Line),
        ["claims"] = JsonSerializer.SerializeToNode(evaluation.Claims, RunJson.Line),
    };
}
