using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Attention;

/// <summary>Where rows of attention meet the tile's layout: queries across, everything else down.</summary>
internal static unsafe class HeadBlock
{
    /// <summary>How many keys each query of the tile sees: the causal limit, or all of them.</summary>
    public static void FillSeen(AttentionProblem problem, int query, float* seen)
    {
        for (var i = 0; i < MicroKernel.Columns; i++)
            seen[i] = problem.KeysSeenBy(query + i);
    }

    /// <summary>target[i][d] = tile[d][i], or +=, for <paramref name="count"/> queries i.</summary>
    /// <param name="tile">[headSize, tile]</param>
    /// <param name="rows">Scratch: [tile, padded headSize].</param>
    public static void WriteTransposed(float* tile, int headSize, float* rows, float* target, nint stride, int count, bool accumulate)
    {
        var padded = Packing.Padded(headSize);
        Packing.Transposed(tile, MicroKernel.Columns, headSize, MicroKernel.Columns, rows, padded);
        WriteRows(rows, padded, target, stride, count, headSize, accumulate);
    }

    /// <summary>target[i] = rows[i], or +=, for <paramref name="columns"/> columns.</summary>
    public static void WriteRows(float* rows, nint rowStride, float* target, nint stride, int count, int columns, bool accumulate)
    {
        for (var i = 0; i < count; i++, rows += rowStride, target += stride)
        {
            if (accumulate)
                Elementwise.Serial(default(AddFunction), target, rows, target, columns);
            else
                new ReadOnlySpan<float>(rows, columns).CopyTo(new Span<float>(target, columns));
        }
    }
}
