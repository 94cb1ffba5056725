using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>What batch and group normalisation do to the numbers of one channel: n = (x - Mean) * Scale, z = n * Weight + Bias.</summary>
/// <param name="Mean">The mean that is subtracted.</param>
/// <param name="Scale">1 / sqrt(variance + epsilon).</param>
/// <param name="Weight">The channel's factor.</param>
/// <param name="Bias">The channel's offset.</param>
/// <param name="Relu">Whether y = max(z, 0) rather than z.</param>
internal readonly record struct ChannelNorm(float Mean, float Scale, float Weight, float Bias, bool Relu);

/// <summary>
/// Normalisation of a run of numbers of one channel, forward and backward, with a ReLU in the same pass on request. Backward works the
/// sign of z out again rather than read y. Whole vectors first, then a scalar remainder of the same arithmetic.
/// </summary>
internal static unsafe class ChannelNormKernel
{
    /// <summary>Numbers whose products are summed in float32 before the sum goes to float64.</summary>
    private const int Piece = 4096;

    /// <summary>y = z, or max(z, 0).</summary>
    public static void Forward(float* x, float* y, int count, ChannelNorm norm)
    {
        if (Simd.Bits == 512)
            Forward<Lanes512>(x, y, count, norm);
        else if (Simd.Bits == 256)
            Forward<Lanes256>(x, y, count, norm);
        else
            Forward<Lanes128>(x, y, count, norm);
    }

    /// <summary>Adds the sums of dz and of dz * n over the run, with dz = dy where the ReLU let z pass.</summary>
    public static void AddSums(float* x, float* dy, int count, ChannelNorm norm, ref double sum, ref double sumN)
    {
        for (var start = 0; start < count; start += Piece)
        {
            float part, partN;
            var length = Math.Min(Piece, count - start);
            if (Simd.Bits == 512)
                Sums<Lanes512>(x + start, dy + start, length, norm, out part, out partN);
            else if (Simd.Bits == 256)
                Sums<Lanes256>(x + start, dy + start, length, norm, out part, out partN);
            else
                Sums<Lanes128>(x + start, dy + start, length, norm, out part, out partN);
            sum += part;
            sumN += partN;
        }
    }

    /// <summary>dx = (dz * Weight - meanG - n * meanGN) * Scale; both means are 0 where the statistics were constants.</summary>
    public static void Backward(float* x, float* dy, float* dx, int count, ChannelNorm norm, float meanG, float meanGN)
    {
        if (Simd.Bits == 512)
            Backward<Lanes512>(x, dy, dx, count, norm, meanG, meanGN);
        else if (Simd.Bits == 256)
            Backward<Lanes256>(x, dy, dx, count, norm, meanG, meanGN);
        else
            Backward<Lanes128>(x, dy, dx, count, norm, meanG, meanGN);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<V>(float* x, float* y, int count, ChannelNorm norm)
        where V : struct, ILanes<V>
    {
        V mean = V.Broadcast(norm.Mean), scale = V.Broadcast(norm.Scale), weight = V.Broadcast(norm.Weight), bias = V.Broadcast(norm.Bias);
        // The floor is 0 for a ReLU and else lets everything pass.
        var lowest = norm.Relu ? 0 : float.NegativeInfinity;
        var floor = V.Broadcast(lowest);
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(y + i, V.Max(V.MultiplyAdd((V.Load(x + i) - mean) * scale, weight, bias), floor));
        for (; i < count; i++)
            y[i] = MathF.Max(MathF.FusedMultiplyAdd((x[i] - norm.Mean) * norm.Scale, norm.Weight, norm.Bias), lowest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sums<V>(float* x, float* dy, int count, ChannelNorm norm, out float sum, out float sumN)
        where V : struct, ILanes<V>
    {
        V mean = V.Broadcast(norm.Mean), scale = V.Broadcast(norm.Scale), weight = V.Broadcast(norm.Weight), bias = V.Broadcast(norm.Bias);
        V sums = V.Zero, sumsN = V.Zero;
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            var n = (V.Load(x + i) - mean) * scale;
            var dz = V.Load(dy + i);
            if (norm.Relu)
                dz = V.IfGreater(V.MultiplyAdd(n, weight, bias), V.Zero, dz, V.Zero);
            sums += dz;
            sumsN = V.MultiplyAdd(dz, n, sumsN);
        }
        sum = V.Sum(sums);
        sumN = V.Sum(sumsN);
        for (; i < count; i++)
        {
            var n = (x[i] - norm.Mean) * norm.Scale;
            if (norm.Relu && !(MathF.FusedMultiplyAdd(n, norm.Weight, norm.Bias) > 0))
                continue;
            sum += dy[i];
            sumN += dy[i] * n;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<V>(float* x, float* dy, float* dx, int count, ChannelNorm norm, float meanG, float meanGN)
        where V : struct, ILanes<V>
    {
        V mean = V.Broadcast(norm.Mean), scale = V.Broadcast(norm.Scale), weight = V.Broadcast(norm.Weight), bias = V.Broadcast(norm.Bias);
        V negativeMeanG = V.Broadcast(-meanG), negativeMeanGN = V.Broadcast(-meanGN);
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            var n = (V.Load(x + i) - mean) * scale;
            var dz = V.Load(dy + i);
            if (norm.Relu)
                dz = V.IfGreater(V.MultiplyAdd(n, weight, bias), V.Zero, dz, V.Zero);
            V.Store(dx + i, V.MultiplyAdd(n, negativeMeanGN, V.MultiplyAdd(dz, weight, negativeMeanG)) * scale);
        }
        for (; i < count; i++)
        {
            var n = (x[i] - norm.Mean) * norm.Scale;
            var passes = !norm.Relu || MathF.FusedMultiplyAdd(n, norm.Weight, norm.Bias) > 0;
            dx[i] = MathF.FusedMultiplyAdd(n, -meanGN, MathF.FusedMultiplyAdd(passes ? dy[i] : 0, norm.Weight, -meanG)) * norm.Scale;
        }
    }
}
