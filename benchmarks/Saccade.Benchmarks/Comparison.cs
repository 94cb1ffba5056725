using System.Diagnostics;

namespace Saccade.Benchmarks;

/// <summary>
/// Runs both sides in turn and reports medians and ratios. A round is a few steps of each side, a moment apart, so that a slow moment of
/// the machine hits both; the ratio is the median of the rounds' ratios. Steps are timed as in a training under way: both sides are warmed up first, and in
/// each turn a step that is not timed wakes threads and caches that slept through the other's. Parameters and losses are compared before anything is timed.
/// </summary>
internal static class Comparison
{
    /// <summary>How far losses of three steps may differ, relative to their size: float32 sums in another order.</summary>
    private const double LossTolerance = 2e-4;

    /// <summary>How long each side trains before anything is timed: past what is compiled or tuned while running.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Steps of a turn, whose mean counts.</summary>
    private const int StepsOfTurn = 3;

    /// <summary>Long enough for the other side's waiting threads to go to sleep.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    public static int Run(ComparisonOptions options)
    {
        var rows = new List<Row>();
        foreach (var model in options.Models)
            foreach (var threads in options.Threads)
            {
                Console.Error.WriteLine($"{model}, {threads} thread(s) ...");
                rows.Add(Compare(model, threads, options));
                Console.Error.WriteLine($"  {rows[^1].Summary}");
            }
        var table = ResultTable.Markdown(rows, options.ByProcessor);
        Console.WriteLine(table);
        if (options.Out is not null)
            File.WriteAllText(options.Out, table);
        return 0;
    }

    private static Row Compare(string model, int threads, ComparisonOptions options)
    {
        var root = Root();
        Environment.SetEnvironmentVariable("OMP_NUM_THREADS", $"{threads}");
        Environment.SetEnvironmentVariable("OPENBLAS_NUM_THREADS", $"{threads}");
        using var peer = new Contestant(
            Environment.GetEnvironmentVariable("SACCADE_PYTHON") ?? "python3", Path.Combine(root, "benchmarks", "peer.py"), "--model", model, "--threads", $"{threads}");
        using var ours = new Contestant("dotnet", typeof(Comparison).Assembly.Location, "serve", model, $"{threads}");
        Require(peer.Blas == "openblas", "PyTorch runs on a reference BLAS, fifty times slower: install libopenblas0-pthread.");
        Require(peer.Threads == threads && ours.Threads == threads, $"PyTorch uses {peer.Threads} threads and Saccade {ours.Threads}, not {threads}.");
        Require(peer.Parameters == ours.Parameters, $"{model}: {peer.Name} has {peer.Parameters} parameters, Saccade {ours.Parameters}.");
        var losses = (Peer: Numbers(peer.Ask("check")), Ours: Numbers(ours.Ask("check")));
        for (var i = 0; i < losses.Peer.Length; i++)
            Require(
                Math.Abs(losses.Peer[i] - losses.Ours[i]) <= LossTolerance * Math.Max(1, Math.Abs(losses.Peer[i])),
                $"{model}: the losses of step {i + 1} differ: {losses.Peer[i]} and {losses.Ours[i]}.");

        Train(peer);
        Train(ours);
        var steps = new List<(double Peer, double Ours)>();
        var forwards = new List<(double Peer, double Ours)>();
        var peaks = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            steps.Add(InTurn(peer, ours, "step", options.ByProcessor));
            forwards.Add(InTurn(peer, ours, "forward", options.ByProcessor));
            peaks.Add(ours.AskNumber("peak"));
        }
        return new Row
        {
            Model = model,
            Threads = threads,
            Peer = peer.Name,
            Parameters = ours.Parameters,
            Steps = steps,
            Forwards = forwards,
            PeakGigaflops = peaks.Max(),
            MultiplyAdds = ours.AskNumber("multiply_adds"),
            ManagedBytes = ours.AskNumber("managed"),
            Memory = (peer.AskNumber("memory"), ours.AskNumber("memory")),
            FirstStep = (peer.SecondsToFirstStep, ours.SecondsToFirstStep),
        };
    }

    private static void Train(Contestant side)
    {
        for (var began = Stopwatch.StartNew(); began.Elapsed < WarmUp;)
            side.Ask("step");
    }

    private static (double Peer, double Ours) InTurn(Contestant peer, Contestant ours, string command, bool byProcessor) => (Turn(peer, command, byProcessor), Turn(ours, command, byProcessor));

    /// <summary>Milliseconds of the command, the mean of several in a row.</summary>
    private static double Turn(Contestant side, string command, bool byProcessor)
    {
        Thread.Sleep(Pause);
        side.Ask(command);
        var (sum, before) = (0.0, side.ProcessorMilliseconds);
        for (var i = 0; i < StepsOfTurn; i++)
            sum += side.AskNumber(command);
        return (byProcessor ? side.ProcessorMilliseconds - before : sum) / StepsOfTurn;
    }

    private static double[] Numbers(string line) => [.. line.Split(' ').Select(double.Parse)];

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new InvalidOperationException(otherwise);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Saccade.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Saccade.slnx was not found above the program's folder.");
    }
}
