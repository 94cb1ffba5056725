using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Saccade.Training;

namespace Saccade.Benchmarks;

/// <summary>How quick Studio is with many runs and a long journal, and what it costs while it follows a run.</summary>
internal static class StudioLoad
{
    private const int Runs = 2000;
    private const int Lines = 1_000_000;
    private const int LinesPerEpoch = 1000;
    private const int Repeats = 9;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10), Following = TimeSpan.FromSeconds(60), Pace = TimeSpan.FromMilliseconds(100), Beat = TimeSpan.FromSeconds(5);

    /// <param name="folder">Where the runs are made, once.</param>
    public static int Run(string folder)
    {
        var (many, last) = (Path.Combine(folder, "many"), Path.Combine(folder, "long"));
        if (!Directory.Exists(many))
            Make(many);
        if (!Directory.Exists(last))
            MakeLong(Path.Combine(last, "run"));
        using var client = new HttpClient();
        Console.WriteLine($"load of the machine (1, 5, 15 minutes; {Environment.ProcessorCount} processors): {LoadNow()}");
        Console.WriteLine($"| {Runs} runs | first | of that, processor | median of {Repeats} | processor, mean |\n|---|---|---|---|---|");
        var clock = Stopwatch.StartNew();
        using (var studio = new ServedProcess("studio", "--runs", many))
        {
            var page = Seconds(() => Ask(client, studio, ""));
            Console.WriteLine($"| start to first page | {clock.Elapsed.TotalSeconds:0.00} s, of that the page {page:0.000} s | {studio.Worked().TotalSeconds:0.00} s | | |");
            Thread.Sleep(Settling); // the runs are looked through in the background
            Show("list, as JSON", client, studio, "api/runs");
            Show("a run's page", client, studio, "api/runs/run-0001");
            Show("its curves", client, studio, "api/runs/run-0001/curves?names=loss,loss.*,learning_rate,gradient_norm,validation_loss,metric.*");
            Follow(client, studio, Path.Combine(many, "run-0000"));
        }
        using (var studio = new ServedProcess("studio", "--runs", last))
        {
            Console.WriteLine($"| a journal of {Lines:N0} lines, {new FileInfo(Path.Combine(last, "run", "journal.jsonl")).Length / 1e6:0} MB | first | of that, processor | median of {Repeats} | processor, mean |\n|---|---|---|---|---|");
            Show("list, as JSON", client, studio, "api/runs");
            Show("the run's page", client, studio, "api/runs/run");
            Show("seven curves of 800 points", client, studio, "api/runs/run/curves?names=loss,loss.*,learning_rate,gradient_norm,validation_loss&points=800");
            Show("a hundredth of it, nearer", client, studio, $"api/runs/run/curves?names=loss&points=800&from={Lines / 2}&to={Lines / 2 + Lines / 100}");
            Console.WriteLine($"memory: {studio.Megabytes():0} MB");
        }
        Console.WriteLine($"load of the machine at the end: {LoadNow()}");
        return 0;
    }

    /// <summary>Processor time while a run is followed that journals ten lines a second.</summary>
    private static void Follow(HttpClient client, ServedProcess studio, string path)
    {
        using var ended = new CancellationTokenSource();
        var heard = 0;
        var listening = Task.Run(async () =>
        {
            using var reader = new StreamReader(await client.GetStreamAsync(new Uri(studio.Address, "api/events?run=run-0000"), ended.Token));
            while (await reader.ReadLineAsync(ended.Token) is { } line)
                heard += line.Split("\"type\":\"step\"").Length - 1;
        });
        var (began, worked, first, step, beat) = (TimeSpan.Zero, TimeSpan.Zero, 0, 40, TimeSpan.Zero);
        using (var journal = new FileStream(Path.Combine(path, "journal.jsonl"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < Settling + Following; Thread.Sleep(Pace))
            {
                if (clock.Elapsed >= Settling && began == TimeSpan.Zero)
                    (began, worked, first) = (clock.Elapsed, studio.Worked(), heard);
                if (clock.Elapsed >= beat)
                {
                    new Heartbeat(DateTimeOffset.UtcNow, Environment.ProcessId, RunStatus.Running, 1, step, 1).Write(Path.Combine(path, "heartbeat.json"));
                    beat = clock.Elapsed + Beat;
                }
                journal.Write(System.Text.Encoding.UTF8.GetBytes(Line(++step)));
                journal.Flush();
            }
            Console.WriteLine($"following one of {Runs} runs for {Following.TotalSeconds:0} s: {(studio.Worked() - worked) / Following:P2} of one core, {heard - first} entries heard");
        }
        ended.Cancel();
        try
        {
            listening.Wait();
        }
        catch (AggregateException)
        {
            // Cancelled, as was asked.
        }
    }

    private static void Show(string what, HttpClient client, ServedProcess studio, string path)
    {
        var worked = studio.Worked();
        var first = Seconds(() => Ask(client, studio, path));
        var (firstWork, begun) = (studio.Worked() - worked, studio.Worked());
        var later = Enumerable.Range(0, Repeats).Select(_ => Seconds(() => Ask(client, studio, path))).Order().ToArray();
        Console.WriteLine($"| {what} | {first:0.000} s | {firstWork.TotalSeconds:0.00} s | {later[Repeats / 2]:0.000} s | {(studio.Worked() - begun).TotalSeconds / Repeats:0.000} s |");
    }

    private static void Ask(HttpClient client, ServedProcess studio, string path) => client.GetByteArrayAsync(new Uri(studio.Address, path)).GetAwaiter().GetResult();

    private static double Seconds(Action act)
    {
        var clock = Stopwatch.StartNew();
        act();
        return clock.Elapsed.TotalSeconds;
    }

    private static string LoadNow() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    private static void Make(string folder)
    {
        for (var i = 0; i < Runs; i++)
        {
            var run = RunFolder.Create(Path.Combine(folder, $"run-{i:0000}"));
            Write(run, i == 0 ? RunStatus.Running : RunStatus.Finished);
            File.WriteAllText(run.JournalPath, Start(1, 100_000) + string.Concat(Enumerable.Range(1, 40).Select(Line)) + Epoch(1, 40));
            new Heartbeat(DateTimeOffset.UtcNow, Environment.ProcessId, i == 0 ? RunStatus.Running : RunStatus.Finished, 1, 40, 1).Write(run.HeartbeatPath);
            File.WriteAllText(run.EvidencePath, JsonSerializer.Serialize(new Dictionary<Split, Evaluation> { [Split.Validation] = Evidence(run) }, RunJson.Indented));
        }
    }

    private static void MakeLong(string path)
    {
        var run = RunFolder.Create(path);
        Write(run, RunStatus.Finished);
        using var journal = new StreamWriter(run.JournalPath);
        journal.Write(Start(Lines / LinesPerEpoch, LinesPerEpoch));
        for (var step = 1; step <= Lines; step++)
        {
            journal.Write(Line(step));
            if (step % LinesPerEpoch == 0)
                journal.Write(Epoch(step / LinesPerEpoch, step));
        }
    }

    private static void Write(RunFolder run, RunStatus status) => run.WriteInfo(new RunInfo
    {
        Id = Path.GetFileName(run.Root),
        Status = status,
        Recipe = new() { ["task"] = "trajectories", ["model"] = "magvit", ["seed"] = 1, ["epochs"] = 1, ["trainer.best_by"] = "", ["data"] = "generated", ["learning_rate"] = 0.001 },
        CodeVersion = MachineInfo.CodeVersion,
        DataHash = "made",
        Machine = MachineInfo.Current,
        Created = DateTimeOffset.UtcNow,
        Ended = status == RunStatus.Running ? null : DateTimeOffset.UtcNow,
        Reason = status == RunStatus.Running ? null : "the last epoch is done",
    });

    private static Evaluation Evidence(RunFolder run) => new()
    {
        Task = "trajectories",
        Run = run.Root,
        Split = Split.Validation,
        Samples = 1000,
        Metrics = new Dictionary<string, Interval> { ["accuracy"] = new(0.9, 0.88, 0.92) },
        Baselines = Enumerable.Range(0, 6).ToDictionary(i => $"baseline_{i}", _ => (IReadOnlyDictionary<string, double>)new Dictionary<string, double> { ["accuracy"] = 0.5 }),
        Checks = [.. Enumerable.Range(0, 8).Select(i => new CheckResult($"check_{i}", true, "nothing found among 1000 samples"))],
        Claims = [new("accuracy", 0.9, 0.88, 0.92, "baseline_0", new(0.4, 0.37, 0.43), Verdicts.Supported)],
        Verdict = Verdicts.Supported,
    };

    // As the trainer writes them.
    private static string Start(int epochs, int steps) => $"{{\"type\":\"start\",\"epochs\":{epochs},\"steps_per_epoch\":{steps},\"parameters\":4189447,\"threads\":2,\"step\":0,\"epoch\":1,\"time\":\"2026-11-21T00:00:00+00:00\"}}\n";

    private static string Line(int step) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"type\":\"step\",\"loss\":{1 + Wave(step, 7)},\"terms\":{{\"class\":{Wave(step, 3)},\"position\":{Wave(step, 5)},\"pixel\":{Wave(step, 11)}}},\"learning_rate\":{0.001 * Wave(step, 13)},\"gradient_norm\":{Wave(step, 17)},\"steps_per_second\":11.137294,\"samples_seen\":{step * 16L},\"elapsed_seconds\":{step * 0.0897},\"step\":{step},\"epoch\":{1 + (step - 1) / LinesPerEpoch},\"time\":\"2026-11-21T11:02:18.4671583+00:00\"}}\n");

    private static string Epoch(int epoch, int step) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"type\":\"epoch\",\"train_loss\":{Wave(step, 7)},\"validation_loss\":{Wave(step, 9)},\"metrics\":{{\"accuracy\":0.9,\"position_rms\":0.2}},\"elapsed_seconds\":{step * 0.0897},\"samples_seen\":{step * 16L},\"is_best\":{(epoch % 3 == 1 ? "true" : "false")},\"gradient_norms\":{{\"head.weight\":0.1,\"head.bias\":0.2}},\"step\":{step},\"epoch\":{epoch},\"time\":\"2026-11-21T11:02:18.4671583+00:00\"}}\n");

    private static double Wave(int step, int period) => 0.5 + 0.4 * Math.Sin(step / (double)period);
}
