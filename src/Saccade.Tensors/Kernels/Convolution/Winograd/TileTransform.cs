using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels.Convolution.Winograd;

/// <summary>Both axes of a transform: down the columns of a tile, then along its rows. Each lane is a channel with a tile of its own.</summary>
internal static unsafe class TileTransform
{
    /// <summary>Floats of scratch that <see cref="Apply"/> needs.</summary>
    public static int Scratch => 36 * Gemm.MicroKernel.Columns;

    /// <param name="source">Element (i, j) of the tile is the block of channels at i * sourceRow + j * sourceColumn.</param>
    /// <param name="sourceRow">Floats from row to row.</param>
    /// <param name="sourceColumn">Floats from column to column.</param>
    /// <param name="target">Where element (0, 0) of the result goes.</param>
    /// <param name="targetRow">Floats from row to row of the result.</param>
    /// <param name="targetColumn">Floats from column to column of the result.</param>
    /// <param name="scratch"><see cref="Scratch"/> floats of this thread's own.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T>(
        float* source, nint sourceRow, nint sourceColumn, float* target, nint targetRow, nint targetColumn, float* scratch)
        where T : struct, IPointTransform
    {
        if (Simd.Bits == 512)
            Block<Lanes512, T>(source, sourceRow, sourceColumn, target, targetRow, targetColumn, scratch);
        else if (Simd.Bits == 256)
            Block<Lanes256, T>(source, sourceRow, sourceColumn, target, targetRow, targetColumn, scratch);
        else
            Block<Lanes128, T>(source, sourceRow, sourceColumn, target, targetRow, targetColumn, scratch);
    }

    /// <summary>The channels of a block are two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<V, T>(
        float* source, nint sourceRow, nint sourceColumn, float* target, nint targetRow, nint targetColumn, float* scratch)
        where V : struct, ILanes<V>
        where T : struct, IPointTransform
    {
        for (var half = 0; half < 2; half++, source += V.Count, target += V.Count)
        {
            for (var j = 0; j < T.Source; j++)
                T.Apply<V>(source + j * sourceColumn, sourceRow, scratch + j * V.Count, T.Source * V.Count);
            for (var i = 0; i < T.Target; i++)
                T.Apply<V>(scratch + i * T.Source * V.Count, V.Count, target + i * targetRow, targetColumn);
        }
    }
}
