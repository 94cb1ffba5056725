using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// Softmax of many rows that are shorter than a vector (two classes, ten): each lane has a row of its own, so that no lane is idle and exponentials and logarithms are worked out for many rows at once.
/// A row's result does not depend on the lane that it is in or on the rows beside it. What it says is what <see cref="SoftmaxKernel"/> says.
/// </summary>
internal static unsafe class NarrowSoftmax
{
    /// <summary>Most rows at once, the lanes of the widest vector.</summary>
    public const int Rows = 16;

    private const int MostWidth = 16;

    /// <summary>Whether rows of this width are narrow.</summary>
    public static bool Takes(int width) => width <= MostWidth;

    /// <summary>log(sum(exp(x))) of each row in its two parts (see <see cref="SoftmaxKernel.LogSumExp(float*, int)"/>).</summary>
    /// <param name="x">(rows, width)</param>
    /// <param name="norms">(rows, 2): shift and logarithm.</param>
    public static void LogSumExp(float* x, int rows, int width, float* norms)
    {
        if (Simd.Bits == 512)
            LogSumExp<Lanes512>(x, rows, width, norms);
        else if (Simd.Bits == 256)
            LogSumExp<Lanes256>(x, rows, width, norms);
        else
            LogSumExp<Lanes128>(x, rows, width, norms);
    }

    /// <summary>y = factor * exp(x - shift - logarithm), row by row.</summary>
    /// <param name="x">(rows, width)</param>
    /// <param name="y">(rows, width)</param>
    /// <param name="norms">(rows, 2): shift and logarithm.</param>
    /// <param name="factors">(rows)</param>
    public static void Exponential(float* x, float* y, int rows, int width, float* norms, float* factors)
    {
        if (Simd.Bits == 512)
            Exponential<Lanes512>(x, y, rows, width, norms, factors);
        else if (Simd.Bits == 256)
            Exponential<Lanes256>(x, y, rows, width, norms, factors);
        else
            Exponential<Lanes128>(x, y, rows, width, norms, factors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogSumExp<V>(float* x, int rows, int width, float* norms)
        where V : struct, ILanes<V>
    {
        // (width, lanes)
        var columns = stackalloc float[MostWidth * V.Count];
        for (var row = 0; row < rows; row += V.Count)
        {
            var count = Math.Min(V.Count, rows - row);
            Gather(x + ((nint)row * width), columns, count, width, V.Count);
            var largest = V.Load(columns);
            for (var c = 1; c < width; c++)
                largest = V.Max(largest, V.Load(columns + (c * V.Count)));
            // Minus infinity less itself would be not a number.
            largest = V.IfEqual(largest, V.Broadcast(float.NegativeInfinity), V.Zero, largest);
            var sum = V.Zero;
            for (var c = 0; c < width; c++)
                sum += VectorMath.Exp(V.Load(columns + (c * V.Count)) - largest);
            V.Store(columns, largest);
            V.Store(columns + V.Count, VectorMath.Log(sum));
            for (var i = 0; i < count; i++)
                (norms[2 * (row + i)], norms[(2 * (row + i)) + 1]) = (columns[i], columns[V.Count + i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponential<V>(float* x, float* y, int rows, int width, float* norms, float* factors)
        where V : struct, ILanes<V>
    {
        var columns = stackalloc float[MostWidth * V.Count];
        var scales = stackalloc float[3 * V.Count];
        for (var row = 0; row < rows; row += V.Count)
        {
            var count = Math.Min(V.Count, rows - row);
            Gather(norms + (2 * row), scales, count, 2, V.Count);
            Gather(factors + row, scales + (2 * V.Count), count, 1, V.Count);
            var shift = V.Load(scales);
            var factor = V.Load(scales + (2 * V.Count)) * VectorMath.Exp(V.Zero - V.Load(scales + V.Count));
            Gather(x + ((nint)row * width), columns, count, width, V.Count);
            var to = y + ((nint)row * width);
            for (var c = 0; c < width; c++)
            {
                V.Store(columns, VectorMath.Exp(V.Load(columns + (c * V.Count)) - shift) * factor);
                for (var i = 0; i < count; i++)
                    to[(i * width) + c] = columns[i];
            }
        }
    }

    /// <summary>columns (width, lanes) = the columns of x (count, width); lanes without a row hold zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(float* x, float* columns, int count, int width, int lanes)
    {
        for (var c = 0; c < width; c++)
        {
            for (var i = 0; i < count; i++)
                columns[(c * lanes) + i] = x[(i * width) + c];
            for (var i = count; i < lanes; i++)
                columns[(c * lanes) + i] = 0;
        }
    }
}
