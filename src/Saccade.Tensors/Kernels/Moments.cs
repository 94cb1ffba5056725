using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// Mean and sum of squared deviations of a growing set of numbers. Pieces of at most <see cref="Piece"/> numbers are measured in two
/// passes while they are in the first-level cache and joined in float64 (Chan, Golub and LeVeque 1979), so a million numbers far from
/// zero lose nothing, and memory is read once.
/// </summary>
internal unsafe struct Moments
{
    private const int Piece = 4096;

    private double _deviations;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>The biased variance: the mean squared deviation.</summary>
    public readonly double Variance => _deviations / Count;

    public void Add(float* x, int count)
    {
        for (var start = 0; start < count; start += Piece)
        {
            var length = Math.Min(Piece, count - start);
            var mean = Sum(x + start, length) / length;
            Join(length, mean, SquaredDeviations(x + start, length, mean));
        }
    }

    private void Join(int count, float mean, float deviations)
    {
        var total = Count + count;
        var difference = mean - Mean;
        Mean += difference * count / total;
        _deviations += deviations + difference * difference * Count * count / total;
        Count = total;
    }

    private static float Sum(float* x, int count) =>
        Simd.Bits == 512 ? Sum<Lanes512>(x, count) : Simd.Bits == 256 ? Sum<Lanes256>(x, count) : Sum<Lanes128>(x, count);

    private static float SquaredDeviations(float* x, int count, float mean) =>
        Simd.Bits == 512 ? SquaredDeviations<Lanes512>(x, count, mean)
        : Simd.Bits == 256 ? SquaredDeviations<Lanes256>(x, count, mean)
        : SquaredDeviations<Lanes128>(x, count, mean);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum<V>(float* x, int count)
        where V : struct, ILanes<V>
    {
        V a = V.Zero, b = V.Zero, c = V.Zero, d = V.Zero;
        var i = 0;
        for (; i <= count - 4 * V.Count; i += 4 * V.Count)
        {
            a += V.Load(x + i);
            b += V.Load(x + i + V.Count);
            c += V.Load(x + i + 2 * V.Count);
            d += V.Load(x + i + 3 * V.Count);
        }
        for (; i <= count - V.Count; i += V.Count)
            a += V.Load(x + i);
        var sum = V.Sum(a + b + (c + d));
        for (; i < count; i++)
            sum += x[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SquaredDeviations<V>(float* x, int count, float mean)
        where V : struct, ILanes<V>
    {
        var means = V.Broadcast(mean);
        V even = V.Zero, odd = V.Zero;
        var i = 0;
        for (; i <= count - 2 * V.Count; i += 2 * V.Count)
        {
            var a = V.Load(x + i) - means;
            var b = V.Load(x + i + V.Count) - means;
            even = V.MultiplyAdd(a, a, even);
            odd = V.MultiplyAdd(b, b, odd);
        }
        for (; i <= count - V.Count; i += V.Count)
        {
            var a = V.Load(x + i) - means;
            even = V.MultiplyAdd(a, a, even);
        }
        var sum = V.Sum(even + odd);
        for (; i < count; i++)
            sum += (x[i] - mean) * (x[i] - mean);
        return sum;
    }
}
