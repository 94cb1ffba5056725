using System.Diagnostics;
using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors;

/// <summary>
/// How fast this machine multiplies and adds in registers, the yardstick for "percent of peak". It is measured, not worked out from
/// a clock frequency, since clock and neighbours change from second to second: measure it close to what is compared with it.
/// </summary>
public static unsafe class MachineSpeed
{
    /// <summary>Twelve independent sums cover the latency of two units of four cycles each, and leave room among 16 registers.</summary>
    private const int Sums = 12;

    private const int Iterations = 20_000;

    /// <summary>Lanes of the kernels in bits: 512, 256 or 128.</summary>
    public static int VectorBits => Simd.Bits;

    /// <summary>
    /// Billions of floating-point operations a second (a fused multiply-add counts as two), all threads together: the best of
    /// several rounds within <paramref name="duration"/>.
    /// </summary>
    /// <param name="threads">How many threads compute at the same time.</param>
    /// <param name="duration">About how long to measure; at least one round is made.</param>
    public static double PeakGflops(int threads, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var total = Stopwatch.StartNew();
        var best = 0.0;
        do
            best = Math.Max(best, Round(threads));
        while (total.Elapsed < duration);
        return best;
    }

    private static double Round(int threads)
    {
        const int Repeats = 50;
        using var start = new Barrier(threads);
        var seconds = new double[threads];
        var others = new Thread[threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var index = i + 1;
            others[i] = new Thread(() => Measure(index));
            others[i].Start();
        }
        Measure(0);
        foreach (var thread in others)
            thread.Join();
        var operations = 2.0 * Sums * (Simd.Bits / 32) * Iterations * Repeats * threads;
        return operations / seconds.Max() / 1e9;

        void Measure(int index)
        {
            start.SignalAndWait();
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < Repeats; i++)
                Burn();
            seconds[index] = clock.Elapsed.TotalSeconds;
        }
    }

    private static float Burn() => Simd.Bits switch
    {
        512 => Burn<Lanes512>(),
        256 => Burn<Lanes256>(),
        _ => Burn<Lanes128>(),
    };

    // Every sum tends to add / (1 - factor): it neither overflows nor becomes denormal, which would be slow.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Burn<V>()
        where V : struct, ILanes<V>
    {
        V factor = V.Broadcast(0.5f), add = V.Broadcast(1f);
        V s0 = add, s1 = add, s2 = add, s3 = add, s4 = add, s5 = add, s6 = add, s7 = add, s8 = add, s9 = add, s10 = add, s11 = add;
        for (var i = 0; i < Iterations; i++)
        {
            s0 = V.MultiplyAdd(s0, factor, add);
            s1 = V.MultiplyAdd(s1, factor, add);
            s2 = V.MultiplyAdd(s2, factor, add);
            s3 = V.MultiplyAdd(s3, factor, add);
            s4 = V.MultiplyAdd(s4, factor, add);
            s5 = V.MultiplyAdd(s5, factor, add);
            s6 = V.MultiplyAdd(s6, factor, add);
            s7 = V.MultiplyAdd(s7, factor, add);
            s8 = V.MultiplyAdd(s8, factor, add);
            s9 = V.MultiplyAdd(s9, factor, add);
            s10 = V.MultiplyAdd(s10, factor, add);
            s11 = V.MultiplyAdd(s11, factor, add);
        }
        return V.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
