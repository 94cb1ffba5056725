using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// Softmax of one row and what belongs to it. The largest element is subtracted first, so nothing overflows; a row of nothing but
/// -infinity has probabilities of zero. Partial vectors are filled with elements that add nothing.
/// </summary>
internal static unsafe class SoftmaxKernel
{
    /// <summary>Rows of a chunk, so that it has some eight thousand elements.</summary>
    public static int RowBlock(int width) => Math.Clamp(8192 / Math.Max(1, width), 1, 1024);

    /// <summary>y = exp(x) / sum(exp(x)). y may be x.</summary>
    public static void Forward(float* x, float* y, int width)
    {
        if (Simd.Bits == 512)
            Forward<Lanes512>(x, y, width);
        else if (Simd.Bits == 256)
            Forward<Lanes256>(x, y, width);
        else
            Forward<Lanes128>(x, y, width);
    }

    /// <summary>
    /// log(sum(exp(x))) = shift + log(sum(exp(x - shift))), in its two parts, whose sum would lose digits where the elements are large.
    /// A row of nothing but -infinity has a shift of 0 and a logarithm of -infinity.
    /// </summary>
    public static (float Shift, float LogSum) LogSumExp(float* x, int width) =>
        Simd.Bits == 512 ? LogSumExp<Lanes512>(x, width) : Simd.Bits == 256 ? LogSumExp<Lanes256>(x, width) : LogSumExp<Lanes128>(x, width);

    /// <summary>dx = y * (dy - sum(y * dy)), for y from <see cref="Forward(float*, float*, int)"/>.</summary>
    public static void Backward(float* y, float* dy, float* dx, int width)
    {
        if (Simd.Bits == 512)
            Backward<Lanes512>(y, dy, dx, width);
        else if (Simd.Bits == 256)
            Backward<Lanes256>(y, dy, dx, width);
        else
            Backward<Lanes128>(y, dy, dx, width);
    }

    /// <summary>dx = dy - exp(y) * sum(dy), for y = log softmax(x).</summary>
    public static void LogBackward(float* y, float* dy, float* dx, int width)
    {
        if (Simd.Bits == 512)
            LogBackward<Lanes512>(y, dy, dx, width);
        else if (Simd.Bits == 256)
            LogBackward<Lanes256>(y, dy, dx, width);
        else
            LogBackward<Lanes128>(y, dy, dx, width);
    }

    /// <summary>target[i] = factor * exp(x[i] - shift)</summary>
    public static void ShiftedExponential(float* x, float* target, int width, float shift, float factor)
    {
        if (Simd.Bits == 512)
            ShiftedExponential<Lanes512>(x, target, width, shift, factor);
        else if (Simd.Bits == 256)
            ShiftedExponential<Lanes256>(x, target, width, shift, factor);
        else
            ShiftedExponential<Lanes128>(x, target, width, shift, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<V>(float* x, float* y, int width)
        where V : struct, ILanes<V>
    {
        var largest = V.Broadcast(Shift(Largest<V>(x, width)));
        var sums = V.Zero;
        var i = 0;
        for (; i <= width - V.Count; i += V.Count)
        {
            var e = VectorMath.Exp(V.Load(x + i) - largest);
            sums += e;
            V.Store(y + i, e);
        }
        if (i < width)
        {
            var e = VectorMath.Exp(PartialVector.Load<V>(x + i, width - i, float.NegativeInfinity) - largest);
            sums += e;
            PartialVector.Store(y + i, e, width - i);
        }
        var sum = V.Sum(sums);
        var factor = sum == 0 ? 0 : 1 / sum;
        var factors = V.Broadcast(factor);
        for (i = 0; i <= width - V.Count; i += V.Count)
            V.Store(y + i, V.Load(y + i) * factors);
        for (; i < width; i++)
            y[i] *= factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Shift, float LogSum) LogSumExp<V>(float* x, int width)
        where V : struct, ILanes<V>
    {
        var shift = Shift(Largest<V>(x, width));
        var largest = V.Broadcast(shift);
        var sums = V.Zero;
        var i = 0;
        for (; i <= width - V.Count; i += V.Count)
            sums += VectorMath.Exp(V.Load(x + i) - largest);
        if (i < width)
            sums += VectorMath.Exp(PartialVector.Load<V>(x + i, width - i, float.NegativeInfinity) - largest);
        return (shift, MathF.Log(V.Sum(sums)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Largest<V>(float* x, int width)
        where V : struct, ILanes<V>
    {
        var largest = V.Broadcast(float.NegativeInfinity);
        var i = 0;
        for (; i <= width - V.Count; i += V.Count)
            largest = V.Max(largest, V.Load(x + i));
        var result = V.MaxAcross(largest);
        for (; i < width; i++)
            result = MathF.Max(result, x[i]);
        return result;
    }

    /// <summary>What to subtract: not -infinity, from which subtracting itself would make not-a-number.</summary>
    private static float Shift(float largest) => float.IsNegativeInfinity(largest) ? 0 : largest;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<V>(float* y, float* dy, float* dx, int width)
        where V : struct, ILanes<V>
    {
        var sums = V.Zero;
        var i = 0;
        for (; i <= width - V.Count; i += V.Count)
            sums = V.MultiplyAdd(V.Load(y + i), V.Load(dy + i), sums);
        var sum = V.Sum(sums);
        for (; i < width; i++)
            sum += y[i] * dy[i];
        var total = V.Broadcast(sum);
        for (i = 0; i <= width - V.Count; i += V.Count)
            V.Store(dx + i, V.Load(y + i) * (V.Load(dy + i) - total));
        for (; i < width; i++)
            dx[i] = y[i] * (dy[i] - sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogBackward<V>(float* y, float* dy, float* dx, int width)
        where V : struct, ILanes<V>
    {
        var sums = V.Zero;
        var i = 0;
        for (; i <= width - V.Count; i += V.Count)
            sums += V.Load(dy + i);
        var sum = V.Sum(sums);
        for (; i < width; i++)
            sum += dy[i];
        var negative = V.Broadcast(-sum);
        for (i = 0; i <= width - V.Count; i += V.Count)
            V.Store(dx + i, V.MultiplyAdd(VectorMath.Exp(V.Load(y + i)), negative, V.Load(dy + i)));
        if (i < width)
        {
            var e = VectorMath.Exp(PartialVector.Load<V>(y + i, width - i, 0));
            PartialVector.Store(dx + i, V.MultiplyAdd(e, negative, PartialVector.Load<V>(dy + i, width - i, 0)), width - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ShiftedExponential<V>(float* x, float* target, int width, float shift, float factor)
        where V : struct, ILanes<V>
    {
        V shifts = V.Broadcast(shift), factors = V.Broadcast(factor);
        var i = 0;
        for (; i <= width - V.Count; i += V.Count)
            V.Store(target + i, VectorMath.Exp(V.Load(x + i) - shifts) * factors);
        if (i < width)
        {
            var e = VectorMath.Exp(PartialVector.Load<V>(x + i, width - i, 0) - shifts);
            PartialVector.Store(target + i, e * factors, width - i);
        }
    }
}
