using System.Diagnostics;
using Saccade.Tensors;

namespace Saccade.Cli.Bench;

/// <summary>What was measured of one model; medians, since a shared machine has slow moments.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Parameters">Learnt values.</param>
/// <param name="Batch">Samples of a step.</param>
/// <param name="Threads">Threads of the engine.</param>
/// <param name="StepMs">A whole training step.</param>
/// <param name="ForwardMs">The forward pass alone.</param>
/// <param name="Gflops">Billions of floating-point operations a second of products and convolutions, over the whole step.</param>
/// <param name="PercentOfPeak">Of the machine's peak, measured between the steps.</param>
/// <param name="PeakMb">Native memory in use at one time.</param>
/// <param name="ManagedBytesPerStep">What a steady step allocates on the managed heap, all threads together.</param>
public sealed record BenchResult(
    string Model, long Parameters, int Batch, int Threads, double StepMs, double ForwardMs, double Gflops, double PercentOfPeak, double PeakMb, long ManagedBytesPerStep)
{
    private const int StreamedTogether = 100, StreamRounds = 20;

    /// <summary>Steps a second of one sample that comes in step by step; null for models that take whole samples.</summary>
    public double? StreamPerSecond { get; init; }

    /// <summary>What a streamed step allocates on the managed heap.</summary>
    public long? ManagedBytesPerStreamStep { get; init; }

    private const int WarmUpSteps = 3;
    private const int LeastRounds = 5;
    private const int MostRounds = 30;
    private static readonly TimeSpan PeakDuration = TimeSpan.FromMilliseconds(15);

    /// <summary>Takes turns of step, forward pass and peak for about <paramref name="duration"/>.</summary>
    public static BenchResult Measure(BenchEntry entry, int threads, TimeSpan duration, CancellationToken stop)
    {
        using var engine = new Engine(new EngineOptions { Threads = threads });
        var model = entry.Make(engine, true);
        for (var i = 0; i < WarmUpSteps; i++)
            model.Step();
        model.Forward();
        var (steps, forwards, peak) = (new List<double>(), new List<double>(), 0.0);
        var (multiplyAdds, managed) = (model.MultiplyAdds, GC.GetTotalAllocatedBytes(precise: true));
        model.Step();
        multiplyAdds = model.MultiplyAdds - multiplyAdds;
        managed = GC.GetTotalAllocatedBytes(precise: true) - managed;
        var total = Stopwatch.StartNew();
        while (steps.Count < LeastRounds || (steps.Count < MostRounds && total.Elapsed < duration))
        {
            stop.ThrowIfCancellationRequested();
            steps.Add(Milliseconds(() => model.Step()));
            forwards.Add(Milliseconds(model.Forward));
            peak = Math.Max(peak, MachineSpeed.PeakGflops(threads, PeakDuration));
        }
        var step = Median(steps);
        var gflops = 2 * multiplyAdds / (step * 1e6);
        var result = new BenchResult(
            entry.Name, model.Parameters, model.BatchSize, threads, step, Median(forwards), gflops, 100 * gflops / peak, engine.PeakBytes / 1e6, managed);
        return model is IStreamingBench streaming ? result.Streamed(streaming, stop) : result;
    }

    private BenchResult Streamed(IStreamingBench model, CancellationToken stop)
    {
        void Steps()
        {
            for (var i = 0; i < StreamedTogether; i++)
                model.Stream();
        }

        for (var i = 0; i < WarmUpSteps; i++)
            Steps();
        var managed = GC.GetTotalAllocatedBytes(precise: true);
        Steps();
        managed = GC.GetTotalAllocatedBytes(precise: true) - managed;
        var rounds = new List<double>();
        while (rounds.Count < StreamRounds)
        {
            stop.ThrowIfCancellationRequested();
            rounds.Add(Milliseconds(Steps));
        }
        return this with { StreamPerSecond = StreamedTogether * 1000 / Median(rounds), ManagedBytesPerStreamStep = managed / StreamedTogether };
    }

    private static double Milliseconds(Action action)
    {
        var begun = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
