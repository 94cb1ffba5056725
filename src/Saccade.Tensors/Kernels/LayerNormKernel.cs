using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// Layer normalisation of one row, forward and backward. The row is walked several times but stays in the first-level cache, so that
/// main memory sees one reading and one writing. Whole vectors first, then a scalar remainder.
/// </summary>
internal static unsafe class LayerNormKernel
{
    /// <summary>y = (x - mean) * scale * weight + bias, with scale = 1 / sqrt(variance + epsilon). Weight and bias may be null.</summary>
    /// <param name="x">[width]</param>
    /// <param name="weight">[width] or null.</param>
    /// <param name="bias">[width] or null.</param>
    /// <param name="y">[width], may be <paramref name="x"/>.</param>
    /// <param name="width">The length of the row.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="statistics">[2]: mean and scale, for backward.</param>
    public static void Forward(float* x, float* weight, float* bias, float* y, int width, float epsilon, float* statistics)
    {
        if (Simd.Bits == 512)
            Forward<Lanes512>(x, weight, bias, y, width, epsilon, statistics);
        else if (Simd.Bits == 256)
            Forward<Lanes256>(x, weight, bias, y, width, epsilon, statistics);
        else
            Forward<Lanes128>(x, weight, bias, y, width, epsilon, statistics);
    }

    /// <summary>
    /// With n = (x - mean) * scale and g = dy * weight: dx = scale * (g - mean(g) - n * mean(g * n)); dWeight += dy * n; dBias += dy.
    /// </summary>
    /// <param name="x">[width]</param>
    /// <param name="dy">[width]</param>
    /// <param name="weight">[width] or null.</param>
    /// <param name="statistics">[2]: mean and scale.</param>
    /// <param name="dx">[width]</param>
    /// <param name="accumulate">Whether to add to what is in <paramref name="dx"/>.</param>
    /// <param name="dWeight">[width] sums.</param>
    /// <param name="dBias">[width] sums.</param>
    /// <param name="width">The length of the row.</param>
    public static void Backward(
        float* x, float* dy, float* weight, float* statistics, float* dx, bool accumulate, float* dWeight, float* dBias, int width)
    {
        if (Simd.Bits == 512)
            Backward<Lanes512>(x, dy, weight, statistics, dx, accumulate, dWeight, dBias, width);
        else if (Simd.Bits == 256)
            Backward<Lanes256>(x, dy, weight, statistics, dx, accumulate, dWeight, dBias, width);
        else
            Backward<Lanes128>(x, dy, weight, statistics, dx, accumulate, dWeight, dBias, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<V>(float* x, float* weight, float* bias, float* y, int width, float epsilon, float* statistics)
        where V : struct, ILanes<V>
    {
        V even = V.Zero, odd = V.Zero;
        var i = 0;
        for (; i <= width - 2 * V.Count; i += 2 * V.Count)
        {
            even += V.Load(x + i);
            odd += V.Load(x + i + V.Count);
        }
        for (; i <= width - V.Count; i += V.Count)
            even += V.Load(x + i);
        var vectors = i;
        var sum = V.Sum(even + odd);
        for (; i < width; i++)
            sum += x[i];
        var mean = sum / width;

        var means = V.Broadcast(mean);
        even = odd = V.Zero;
        for (i = 0; i <= width - 2 * V.Count; i += 2 * V.Count)
        {
            var a = V.Load(x + i) - means;
            var b = V.Load(x + i + V.Count) - means;
            even = V.MultiplyAdd(a, a, even);
            odd = V.MultiplyAdd(b, b, odd);
        }
        for (; i < vectors; i += V.Count)
        {
            var a = V.Load(x + i) - means;
            even = V.MultiplyAdd(a, a, even);
        }
        var squares = V.Sum(even + odd);
        for (; i < width; i++)
            squares += (x[i] - mean) * (x[i] - mean);
        var scale = 1 / MathF.Sqrt(squares / width + epsilon);
        statistics[0] = mean;
        statistics[1] = scale;

        var scales = V.Broadcast(scale);
        var one = V.Broadcast(1);
        for (i = 0; i < vectors; i += V.Count)
        {
            var n = (V.Load(x + i) - means) * scales;
            V.Store(y + i, V.MultiplyAdd(n, weight is null ? one : V.Load(weight + i), bias is null ? V.Zero : V.Load(bias + i)));
        }
        for (; i < width; i++)
            y[i] = (x[i] - mean) * scale * (weight is null ? 1 : weight[i]) + (bias is null ? 0 : bias[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<V>(
        float* x, float* dy, float* weight, float* statistics, float* dx, bool accumulate, float* dWeight, float* dBias, int width)
        where V : struct, ILanes<V>
    {
        float mean = statistics[0], scale = statistics[1];
        V means = V.Broadcast(mean), scales = V.Broadcast(scale), one = V.Broadcast(1);
        V sumG = V.Zero, sumGN = V.Zero;
        var i = 0;
        for (; i <= width - V.Count; i += V.Count)
        {
            var n = (V.Load(x + i) - means) * scales;
            var d = V.Load(dy + i);
            var g = weight is null ? d : d * V.Load(weight + i);
            sumG += g;
            sumGN = V.MultiplyAdd(g, n, sumGN);
            V.Store(dWeight + i, V.MultiplyAdd(d, n, V.Load(dWeight + i)));
            V.Store(dBias + i, d + V.Load(dBias + i));
        }
        var vectors = i;
        float meanG = V.Sum(sumG), meanGN = V.Sum(sumGN);
        for (; i < width; i++)
        {
            var n = (x[i] - mean) * scale;
            var g = dy[i] * (weight is null ? 1 : weight[i]);
            meanG += g;
            meanGN += g * n;
            dWeight[i] += dy[i] * n;
            dBias[i] += dy[i];
        }
        meanG /= width;
        meanGN /= width;

        V meansG = V.Broadcast(meanG), negativeMeansGN = V.Broadcast(-meanGN);
        for (i = 0; i < vectors; i += V.Count)
        {
            var n = (V.Load(x + i) - means) * scales;
            var g = V.Load(dy + i) * (weight is null ? one : V.Load(weight + i));
            V.Store(dx + i, V.MultiplyAdd(V.MultiplyAdd(n, negativeMeansGN, g - meansG), scales, accumulate ? V.Load(dx + i) : V.Zero));
        }
        for (; i < width; i++)
        {
            var n = (x[i] - mean) * scale;
            var g = dy[i] * (weight is null ? 1 : weight[i]);
            dx[i] = (g - meanG - n * meanGN) * scale + (accumulate ? dx[i] : 0);
        }
    }
}
