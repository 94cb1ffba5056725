using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Saccade.Tensors.Kernels.Pooling;

/// <summary>
/// The largest number in each window of a plane and where it is. A window's rows are compared with each other first, in vectors, the
/// columns after that. Among equals the first in row-major order wins; not-a-number wins over everything.
/// </summary>
internal static unsafe class MaxPoolKernel
{
    /// <summary>Floats of scratch memory that <see cref="Forward"/> needs.</summary>
    public static int ScratchLength(in PoolGeometry geometry) => 2 * geometry.Width.Input;

    /// <summary>One plane. <paramref name="places"/> gets the position within the input plane of each largest number; may be null.</summary>
    public static void Forward(in PoolGeometry geometry, float* x, float* y, int* places, float* scratch)
    {
        PoolAxis depth = geometry.Depth, height = geometry.Height, width = geometry.Width;
        int columns = width.Input;
        float* best = scratch, rows = scratch + columns;
        for (var d = 0; d < depth.Output; d++)
        {
            for (var h = 0; h < height.Output; h++, y += width.Output)
            {
                var first = depth.Start(d) * height.Input + height.Start(h);
                new Span<float>(x + (nint)first * columns, columns).CopyTo(new Span<float>(best, columns));
                new Span<float>(rows, columns).Fill(first);
                for (var i = depth.Start(d); i < depth.End(d); i++)
                {
                    for (var j = height.Start(h); j < height.End(h); j++)
                    {
                        var row = i * height.Input + j;
                        if (row != first)
                            Rows(x + (nint)row * columns, row, best, rows, columns);
                    }
                }
                Columns(width, best, rows, y, places);
                if (places is not null)
                    places += width.Output;
            }
        }
    }

    /// <summary>Adds dy to where the largest numbers came from; <paramref name="dx"/> is cleared first.</summary>
    public static void Backward(in PoolGeometry geometry, float* dy, int* places, float* dx)
    {
        new Span<float>(dx, geometry.InputPlane).Clear();
        var count = geometry.OutputPlane;
        for (var i = 0; i < count; i++)
            dx[places[i]] += dy[i];
    }

    private static void Columns(in PoolAxis width, float* best, float* rows, float* y, int* places)
    {
        // Pairs side by side, as in the usual 2 x 2 window, are compared in vectors; the rest one by one.
        var pairs = width is { Size: 2, Stride: 2, Padding: 0 } ? Pairs(width, best, rows, y, places) : 0;
        for (var w = pairs; w < width.Output; w++)
        {
            int start = width.Start(w), end = width.End(w), column = start;
            float value = best[start], row = rows[start];
            for (var k = start + 1; k < end; k++)
            {
                var next = best[k];
                if (next > value || float.IsNaN(next) || next == value && rows[k] < row)
                    (value, row, column) = (next, rows[k], k);
            }
            y[w] = value;
            if (places is not null)
                places[w] = (int)row * width.Input + column;
        }
    }

    /// <summary>The larger of each two columns, eight pairs at a time. Returns how many pairs were done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Pairs(in PoolAxis width, float* best, float* rows, float* y, int* places)
    {
        var w = 0;
        for (; w <= width.Output - Vector256<float>.Count; w += Vector256<float>.Count)
        {
            Deinterleave(best + 2 * w, out var left, out var right);
            Deinterleave(rows + 2 * w, out var leftRow, out var rightRow);
            var takeRight = Vector256.GreaterThan(right, left)
                | ~Vector256.Equals(right, right)
                | (Vector256.Equals(right, left) & Vector256.LessThan(rightRow, leftRow));
            Vector256.ConditionalSelect(takeRight, right, left).Store(y + w);
            if (places is null)
                continue;
            var row = Vector256.ConvertToInt32(Vector256.ConditionalSelect(takeRight, rightRow, leftRow));
            // A true comparison is -1 as an integer: subtracting it moves one column on.
            var column = (Vector256<int>.Indices + Vector256.Create(w)) * 2 - takeRight.AsInt32();
            (row * width.Input + column).Store(places + w);
        }
        return w;
    }

    /// <summary>Sixteen numbers as their even and odd places: the lower and upper halves of eight 64-bit pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Deinterleave(float* x, out Vector256<float> even, out Vector256<float> odd)
    {
        Vector256<ulong> first = Vector256.Load(x).AsUInt64(), second = Vector256.Load(x + 8).AsUInt64();
        even = Vector256.Narrow(first, second).AsSingle();
        odd = Vector256.Narrow(first >>> 32, second >>> 32).AsSingle();
    }

    private static void Rows(float* x, float row, float* best, float* rows, int count)
    {
        if (Simd.Bits == 512)
            Rows<Lanes512>(x, row, best, rows, count);
        else if (Simd.Bits == 256)
            Rows<Lanes256>(x, row, best, rows, count);
        else
            Rows<Lanes128>(x, row, best, rows, count);
    }

    /// <summary>best = max(best, x), and where x is larger, rows = row. A row's number is exact in float32 up to 16 million rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<V>(float* x, float row, float* best, float* rows, int count)
        where V : struct, ILanes<V>
    {
        var number = V.Broadcast(row);
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V next = V.Load(x + i), value = V.Load(best + i);
            V.Store(rows + i, V.IfGreater(next, value, number, V.Load(rows + i)));
            V.Store(best + i, V.Max(next, value));
        }
        for (; i < count; i++)
        {
            if (x[i] > best[i])
                rows[i] = row;
            best[i] = MathF.Max(x[i], best[i]);
        }
    }
}
