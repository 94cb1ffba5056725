using System.Runtime.CompilerServices;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// Combines the elements along axes with an associative function. Long stretches are cut into blocks whose length depends on the
/// extent of the reduced axes alone, and the blocks are combined in order: neither the number of threads nor other rows change a result.
/// </summary>
internal static unsafe class Reduction
{
    /// <summary>Longest contiguous stretch combined in one go.</summary>
    private const int Block = 1024;

    /// <summary>Most rows combined in one go where the reduced axis is not the last one.</summary>
    private const int RowBlock = 64;

    /// <summary>
    /// y = the combination of map(x) over the axes whose bit is set in <paramref name="axes"/>; y has the remaining axes of x.
    /// <paramref name="empty"/> is the result over no elements.
    /// </summary>
    public static void Run<TCombine, TMap>(Engine engine, TCombine combine, TMap map, float empty, float* x, Shape shape, int axes, float* y)
        where TCombine : struct, IBinary
        where TMap : struct, IUnary
    {
        // The last group of adjacent reduced axes: x is [outer, n, inner].
        var last = shape.Rank - 1;
        while (last >= 0 && (axes >> last & 1) == 0)
            last--;
        if (last < 0)
        {
            Elementwise.Map(engine, map, x, y, shape.Count);
            return;
        }
        var first = last;
        while (first > 0 && (axes >> (first - 1) & 1) == 1)
            first--;
        int outer = shape.Product(0, first), n = shape.Product(first, last + 1), inner = shape.Product(last + 1, shape.Rank);
        var remaining = axes & ((1 << first) - 1);
        if (remaining == 0)
        {
            Group(engine, combine, map, empty, x, outer, n, inner, y);
            return;
        }
        using var partial = new Workspace(engine, Math.Max(1, outer * inner));
        Group(engine, combine, map, empty, x, outer, n, inner, partial.Pointer);
        Span<int> extents = stackalloc int[first + 1];
        for (var axis = 0; axis < first; axis++)
            extents[axis] = shape[axis];
        extents[first] = inner;
        Run(engine, combine, default(Identity), empty, partial.Pointer, new Shape(extents), remaining, y);
    }

    /// <summary>y [outer, inner] = the combination of map(x) over the middle axis of x [outer, n, inner].</summary>
    private static void Group<TCombine, TMap>(Engine engine, TCombine combine, TMap map, float empty, float* x, int outer, int n, int inner, float* y)
        where TCombine : struct, IBinary
        where TMap : struct, IUnary
    {
        if (n == 0)
        {
            new Span<float>(y, outer * inner).Fill(empty);
            return;
        }
        var length = inner == 1 ? Block : RowBlock;
        if (n <= length)
        {
            Blocks(engine, combine, map, x, outer, n, inner, n, y);
            return;
        }
        var blocks = (n + length - 1) / length;
        using var partial = new Workspace(engine, (long)outer * blocks * inner);
        Blocks(engine, combine, map, x, outer, n, inner, length, partial.Pointer);
        Group(engine, combine, default(Identity), empty, partial.Pointer, outer, blocks, inner, y);
    }

    /// <summary>y [outer, blocks, inner]: each block of the middle axis combined on its own.</summary>
    private static void Blocks<TCombine, TMap>(Engine engine, TCombine combine, TMap map, float* x, int outer, int n, int inner, int length, float* y)
        where TCombine : struct, IBinary
        where TMap : struct, IUnary
    {
        var blocks = (n + length - 1) / length;
        var grain = (int)Math.Max(1, Elementwise.Grain / ((long)length * Math.Max(1, inner)));
        engine.Workers.ForRange(outer * blocks, grain, (start, end) =>
        {
            for (var unit = start; unit < end; unit++)
            {
                var (row, block) = Math.DivRem(unit, blocks);
                var source = x + ((nint)row * n + (nint)block * length) * inner;
                var rows = Math.Min(length, n - block * length);
                var target = y + (nint)unit * inner;
                if (inner == 1)
                    *target = Simd.Bits == 512 ? Stretch<TCombine, TMap, Lanes512>(combine, map, source, rows)
                        : Simd.Bits == 256 ? Stretch<TCombine, TMap, Lanes256>(combine, map, source, rows)
                        : Stretch<TCombine, TMap, Lanes128>(combine, map, source, rows);
                else if (Simd.Bits == 512)
                    Columns<TCombine, TMap, Lanes512>(combine, map, source, rows, inner, target);
                else if (Simd.Bits == 256)
                    Columns<TCombine, TMap, Lanes256>(combine, map, source, rows, inner, target);
                else
                    Columns<TCombine, TMap, Lanes128>(combine, map, source, rows, inner, target);
            }
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Stretch<TCombine, TMap, V>(TCombine combine, TMap map, float* x, int count)
        where TCombine : struct, IBinary
        where TMap : struct, IUnary
        where V : struct, ILanes<V>
    {
        var lanes = stackalloc float[V.Count];
        var i = 0;
        var filled = 0;
        if (count >= V.Count)
        {
            var a = map.Apply(V.Load(x));
            i = V.Count;
            if (count >= 4 * V.Count)
            {
                // Four independent chains hide the latency of the combining instruction.
                V b = map.Apply(V.Load(x + V.Count)), c = map.Apply(V.Load(x + 2 * V.Count)), d = map.Apply(V.Load(x + 3 * V.Count));
                for (i = 4 * V.Count; i <= count - 4 * V.Count; i += 4 * V.Count)
                {
                    a = combine.Apply(a, map.Apply(V.Load(x + i)));
                    b = combine.Apply(b, map.Apply(V.Load(x + i + V.Count)));
                    c = combine.Apply(c, map.Apply(V.Load(x + i + 2 * V.Count)));
                    d = combine.Apply(d, map.Apply(V.Load(x + i + 3 * V.Count)));
                }
                a = combine.Apply(combine.Apply(a, b), combine.Apply(c, d));
            }
            for (; i <= count - V.Count; i += V.Count)
                a = combine.Apply(a, map.Apply(V.Load(x + i)));
            V.Store(lanes, a);
            filled = V.Count;
        }
        if (i < count)
        {
            var padded = stackalloc float[V.Count];
            for (var j = i; j < count; j++)
                padded[j - i] = x[j];
            V.Store(padded, map.Apply(V.Load(padded)));
            for (var j = 0; j < count - i; j++)
                lanes[j] = j < filled ? One<TCombine>(combine, lanes[j], padded[j]) : padded[j];
            filled = Math.Max(filled, count - i);
        }
        var total = lanes[0];
        for (var j = 1; j < filled; j++)
            total = One(combine, total, lanes[j]);
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<TCombine, TMap, V>(TCombine combine, TMap map, float* x, int rows, int columns, float* y)
        where TCombine : struct, IBinary
        where TMap : struct, IUnary
        where V : struct, ILanes<V>
    {
        var j = 0;
        for (; j <= columns - 2 * V.Count; j += 2 * V.Count)
        {
            var row = x + j;
            V a = map.Apply(V.Load(row)), b = map.Apply(V.Load(row + V.Count));
            for (var i = 1; i < rows; i++)
            {
                row += columns;
                a = combine.Apply(a, map.Apply(V.Load(row)));
                b = combine.Apply(b, map.Apply(V.Load(row + V.Count)));
            }
            V.Store(y + j, a);
            V.Store(y + j + V.Count, b);
        }
        var padded = stackalloc float[V.Count];
        for (; j < columns; j += V.Count)
        {
            var width = Math.Min(V.Count, columns - j);
            var a = V.Zero;
            for (var i = 0; i < rows; i++)
            {
                var row = x + (nint)i * columns + j;
                V value;
                if (width == V.Count)
                {
                    value = V.Load(row);
                }
                else
                {
                    for (var k = 0; k < width; k++)
                        padded[k] = row[k];
                    value = V.Load(padded);
                }
                a = i == 0 ? map.Apply(value) : combine.Apply(a, map.Apply(value));
            }
            V.Store(padded, a);
            for (var k = 0; k < width; k++)
                y[j + k] = padded[k];
        }
    }

    private static float One<TCombine>(TCombine combine, float a, float b)
        where TCombine : struct, IBinary
    {
        var lanes = stackalloc float[Lanes128.Count];
        Lanes128.Store(lanes, combine.Apply(Lanes128.Broadcast(a), Lanes128.Broadcast(b)));
        return lanes[0];
    }

    internal readonly struct Add : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b)
            where V : struct, ILanes<V> => a + b;
    }

    internal readonly struct Largest : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b)
            where V : struct, ILanes<V> => V.Max(a, b);
    }

    internal readonly struct Identity : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => x;
    }
}
