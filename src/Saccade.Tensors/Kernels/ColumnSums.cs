using System.Runtime.CompilerServices;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels;

/// <summary>Sums over the rows of a matrix, as a bias gradient needs: fixed blocks of rows in parallel, then the blocks in order.</summary>
internal static unsafe class ColumnSums
{
    private const int RowBlock = 64;

    /// <summary>sums[j] += the sum over i of x[i, j], for x [rows, columns].</summary>
    public static void Add(Engine engine, float* x, int rows, int columns, float* sums)
    {
        var blocks = (rows + RowBlock - 1) / RowBlock;
        using var workspace = new Workspace(engine, (long)blocks * columns);
        var partial = workspace.Pointer;
        engine.Workers.For(blocks, (block, _) =>
        {
            var target = partial + (nint)block * columns;
            new Span<float>(target, columns).Clear();
            Accumulate(x + (nint)block * RowBlock * columns, Math.Min(RowBlock, rows - block * RowBlock), columns, target);
        });
        Accumulate(partial, blocks, columns, sums);
    }

    private static void Accumulate(float* x, int rows, int columns, float* sums)
    {
        if (Simd.Bits == 512)
            Accumulate<Lanes512>(x, rows, columns, sums);
        else if (Simd.Bits == 256)
            Accumulate<Lanes256>(x, rows, columns, sums);
        else
            Accumulate<Lanes128>(x, rows, columns, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate<V>(float* x, int rows, int columns, float* sums)
        where V : struct, ILanes<V>
    {
        var j = 0;
        for (; j <= columns - 4 * V.Count; j += 4 * V.Count)
        {
            V a = V.Load(sums + j), b = V.Load(sums + j + V.Count), c = V.Load(sums + j + 2 * V.Count), d = V.Load(sums + j + 3 * V.Count);
            var row = x + j;
            for (var i = 0; i < rows; i++, row += columns)
            {
                a += V.Load(row);
                b += V.Load(row + V.Count);
                c += V.Load(row + 2 * V.Count);
                d += V.Load(row + 3 * V.Count);
            }
            V.Store(sums + j, a);
            V.Store(sums + j + V.Count, b);
            V.Store(sums + j + 2 * V.Count, c);
            V.Store(sums + j + 3 * V.Count, d);
        }
        for (; j < columns; j++)
            for (var i = 0; i < rows; i++)
                sums[j] += x[(nint)i * columns + j];
    }
}
