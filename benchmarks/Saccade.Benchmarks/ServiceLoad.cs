using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Saccade.Counting;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Benchmarks;

/// <summary>Asks a service in another process, far more and far worse than a client should, and says what became of it.</summary>
internal static class ServiceLoad
{
    private const int Clients = 16;
    private const int Pictures = 8;
    private const int WarmUps = 500;
    private const int Rounds = 5;
    private const int Side = 64;
    private const int MostMegabytes = 1;

    /// <param name="folder">Holds the run <c>shelf</c>, of the task counting.</param>
    /// <param name="requests">Good and bad together.</param>
    /// <returns>1: a request got another answer than it should.</returns>
    public static int Run(string folder, int requests)
    {
        var pictures = Enumerable.Range(0, Pictures).Select(i => Picture(folder, i)).ToArray();
        var run = Path.Combine(folder, "shelf");
        using var bare = new LoadedRun(new ApplicationList(new CountingApplication()), RunFolder.Open(run));
        var known = pictures.Select(path => (Bytes: File.ReadAllBytes(path), Results: JsonSerializer.Serialize(Bare(bare, path), RunJson.Line))).ToArray();
        using var service = new ServedProcess("serve", run, "--max-request-mb", $"{MostMegabytes}");
        using var client = new HttpClient { BaseAddress = service.Address };

        var all = LoadRequest.All(client, known, MostMegabytes << 20);
        var order = all.SelectMany(a => Enumerable.Repeat(a.Request, a.Share)).ToArray();
        Load(order, Math.Max(order.Length, requests / 10), new()); // warms up
        var before = service.Megabytes();
        var outcomes = new ConcurrentBag<(string Name, double Milliseconds, string? Wrong)>();
        Load(order, requests, outcomes);
        var after = service.Megabytes();

        Console.WriteLine("| request | sent | other answer than it should get | p50 ms | p99 ms |\n|---|---|---|---|---|");
        foreach (var name in all.Select(a => a.Request.Name))
        {
            var of = outcomes.Where(o => o.Name == name).ToArray();
            if (of.Length > 0)
                Console.WriteLine($"| {name} | {of.Length} | {of.Count(o => o.Wrong is not null)} | {Quantile(of.Select(o => o.Milliseconds), 0.5):0.0} | {Quantile(of.Select(o => o.Milliseconds), 0.99):0.0} |");
        }
        foreach (var wrong in outcomes.Where(o => o.Wrong is not null).DistinctBy(o => (o.Name, o.Wrong)).Take(10))
            Console.WriteLine($"{wrong.Name}: {wrong.Wrong}");
        Console.WriteLine($"memory of the service: {before:0} MB before, {after:0} MB after {requests} requests of {Clients} clients");
        Compare(client, bare, pictures, known, Math.Clamp(requests / 10, 50, 1000));
        Console.WriteLine($"SIGTERM: exit code {service.Terminate()}");
        return outcomes.Any(o => o.Wrong is not null) ? 1 : 0;
    }

    /// <summary>In turns, so that both meet the same machine; then the same number by one client and by many.</summary>
    private static void Compare(HttpClient client, LoadedRun bare, string[] pictures, (byte[] Bytes, string Results)[] known, int count)
    {
        using var plain = new PlainClient(client.BaseAddress!);
        var requests = known.Select(k => plain.Request(LoadRequest.Predict, "image/png", k.Bytes)).ToArray();
        // The service has answered thousands by now: this process's code must have run as often to be as fast.
        for (var i = 0; i < WarmUps; i++)
            Bare(bare, pictures[i % pictures.Length]);
        var (alone, served) = (new double[count], new double[count]);
        var parts = new Dictionary<string, List<double>>();
        for (var i = 0; i < count; i++)
        {
            var n = i % known.Length;
            alone[i] = Milliseconds(() => Bare(bare, pictures[n]));
            // Or else its threads would look out for work on the cores that the service is given.
            bare.Rest();
            var (head, body) = ("", "");
            served[i] = Milliseconds(() => (head, body) = plain.Ask(requests[n]));
            if (LoadRequest.Differs(body, known[n].Results) is { } wrong)
                throw new InvalidOperationException(wrong);
            foreach (var (part, taken) in PlainClient.Timing(head))
                (parts.TryGetValue(part, out var all) ? all : parts[part] = []).Add(taken);
        }
        Console.WriteLine($"bare model {Quantile(alone, 0.5):0.00} ms, through the service {Quantile(served, 0.5):0.00} ms (medians of {count} in turns): {Quantile(served, 0.5) - Quantile(alone, 0.5):0.00} ms more");
        Console.WriteLine($"as the service itself says: {string.Join(", ", parts.Select(p => $"{p.Key} {Quantile(p.Value, 0.5):0.00} ms"))}");
        var (one, many) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            one[round] = PerSecond(count, 1);
            many[round] = PerSecond(count, Clients);
        }
        Console.WriteLine($"throughput, medians of {Rounds} rounds in turns: {Quantile(one, 0.5):0.0} requests/s one by one, {Quantile(many, 0.5):0.0} requests/s of {Clients} clients at once ({string.Join(", ", one.Zip(many, (o, m) => $"{m / o:0.00}"))})");

        double PerSecond(int requests, int clients) => 1000 * requests / Milliseconds(() =>
            Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = clients }, async (i, _) => await Good(client, known[i % known.Length])).GetAwaiter().GetResult());
    }

    private static async Task Good(HttpClient client, (byte[] Bytes, string Results) picture)
    {
        if (await LoadRequest.Answered(client, LoadRequest.Body(picture.Bytes, "image/png"), picture.Results) is { } wrong)
            throw new InvalidOperationException(wrong);
    }

    private static void Load(LoadRequest[] order, int requests, ConcurrentBag<(string, double, string?)> outcomes) =>
        Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, _) =>
        {
            // A step that has no divisor in common with the length mixes the kinds.
            var request = order[(int)((long)i * 37 % order.Length)];
            var clock = Stopwatch.StartNew();
            string? wrong;
            try
            {
                wrong = await request.Send(i);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                wrong = failure.Message;
            }
            outcomes.Add((request.Name, clock.Elapsed.TotalMilliseconds, wrong));
        }).GetAwaiter().GetResult();

    private static System.Text.Json.Nodes.JsonArray Bare(LoadedRun run, string path) => run.Application.Predict(run.Model, path, folder: null, default).Results;

    private static double Milliseconds(Action act)
    {
        var clock = Stopwatch.StartNew();
        act();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }

    private static string Picture(string folder, int number)
    {
        var path = Path.Combine(folder, $"picture-{number}.png");
        var frame = new Frame(Side + 8 * number, Side);
        frame.Fill(new Rgb(40, 40, 50));
        for (var i = 0; i <= number; i++)
            frame.FillBox(3 + 8 * i, 5 + 6 * i, 8 + 8 * i, 10 + 6 * i, new Rgb(220, 60, 60));
        PngWriter.Write(path, frame);
        return path;
    }
}
