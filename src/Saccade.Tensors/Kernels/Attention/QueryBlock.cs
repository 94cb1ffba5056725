using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Attention;

/// <summary>What a task of attention prepares for each block of queries, forward and backward alike.</summary>
internal readonly unsafe struct QueryBlock
{
    /// <summary>The head's packed keys.</summary>
    public required float* Keys { get; init; }

    /// <summary>Room for the block's packed queries.</summary>
    public required float* Panel { get; init; }

    /// <summary>[keys, tile]</summary>
    public required float* Scores { get; init; }

    /// <summary>[keys, <see cref="AttentionProblem.MaskColumns"/>]: the factors of dropout, which serve several blocks.</summary>
    public required float* Mask { get; init; }

    /// <summary>[tile]: how many keys each query sees.</summary>
    public required float* Seen { get; init; }

    /// <summary>scores[S, queries] = k[S, D]·qᵀ[D, queries] of the block that starts at <paramref name="query"/>, and all that its softmax needs.</summary>
    /// <param name="rows">The block's first query, D numbers.</param>
    /// <param name="stride">From one query to the next.</param>
    /// <param name="count">Queries of the block.</param>
    public BlockSoftmax Begin(AttentionProblem problem, int sample, int head, int query, int count, float* rows, nint stride)
    {
        int keys = problem.Keys, size = problem.HeadSize;
        if (problem.Dropout is not null && query % AttentionProblem.MaskColumns == 0)
            problem.FillMask(Mask, sample, head, query);
        HeadBlock.FillSeen(problem, query, Seen);
        var used = HeadPanels.TileEnd(keys, problem.KeysSeenBy(query + count - 1) - 1);
        var queries = new ColumnsOfB(rows, stride).Panel(0, count, 0, size, Panel);
        HeadPanels.Multiply(keys, used, size, size, Keys, queries, Scores, MicroKernel.Columns, accumulate: false);
        return new BlockSoftmax
        {
            Scores = Scores,
            Keys = used,
            KeysSeenByAll = problem.KeysSeenBy(query),
            Seen = Seen,
            KeyMask = problem.MaskOf(sample),
            Scale = problem.Scale,
            Dropout = problem.Dropout is null ? null : Mask + query % AttentionProblem.MaskColumns,
        };
    }
}
