using System.Diagnostics;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Cli.Doctor;

/// <summary>How much of the machine a matrix product uses.</summary>
/// <param name="Threads">How many threads computed.</param>
/// <param name="PeakGflops">Multiply-adds in registers; see <see cref="MachineSpeed"/>.</param>
/// <param name="MatrixProductGflops">The median of several products of 512 x 512 matrices.</param>
internal sealed record EngineSpeed(int Threads, double PeakGflops, double MatrixProductGflops)
{
    private const int Size = 512;
    private const int Rounds = 15;

    public double PercentOfPeak => 100 * MatrixProductGflops / PeakGflops;

    public static EngineSpeed Measure(int threads)
    {
        using var engine = new Engine(new EngineOptions { Threads = threads });
        using var outer = engine.BeginScope();
        var (a, b) = (engine.Full(new Shape(Size, Size), 0.5f), engine.Full(new Shape(Size, Size), 0.25f));
        // Peak and product take turns, so that a slow moment of a shared machine hits both.
        double[] peaks = new double[Rounds], products = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            peaks[round] = MachineSpeed.PeakGflops(threads, TimeSpan.FromMilliseconds(20));
            var clock = Stopwatch.StartNew();
            using var scope = engine.BeginScope();
            a.MatMul(b);
            products[round] = 2.0 * Size * Size * Size / clock.Elapsed.TotalSeconds / 1e9;
        }
        return new EngineSpeed(threads, peaks.Max(), Median(products));
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
