using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Attention;

/// <summary>
/// Attention forward, one head of one sample a task (Dao et al., "FlashAttention", 2022, without its blocks of keys: all keys of a block of
/// queries fit the second cache). Scores are kept transposed, [keys, queries]: so each lane is a query, and the exponentials already
/// are the packed right operand of the product with the values.
/// </summary>
internal static unsafe class AttentionForward
{
    /// <param name="q">[N, T, H·D]</param>
    /// <param name="k">[N, S, H·D]</param>
    /// <param name="v">[N, S, H·D]</param>
    /// <param name="y">[N, T, H·D]</param>
    /// <param name="logSums">[N, H, T]: the logarithm of each query's sum of exponentials, for backward.</param>
    public static void Run(Engine engine, AttentionProblem problem, HeadRows q, HeadRows k, HeadRows v, HeadRows y, float* logSums)
    {
        engine.MultiplyAdds += 2 * problem.MultiplyAdds;
        engine.Workers.For(problem.Samples * problem.Heads, (chunk, worker) =>
        {
            int sample = chunk / problem.Heads, head = chunk % problem.Heads;
            var scratch = new Pieces(problem, new HeadScratch(worker.Scratch(Pieces.Size(problem))));
            RunHead(problem, sample, head, q, k, v, y, logSums + (nint)chunk * problem.Queries, scratch);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunHead(
        AttentionProblem problem, int sample, int head, HeadRows q, HeadRows k, HeadRows v, HeadRows y, float* logSums, Pieces scratch)
    {
        int keys = problem.Keys, size = problem.HeadSize, width = MicroKernel.Columns;
        HeadPanels.PackRows(k.Head(sample, head), k.Stride, keys, size, scratch.Keys);
        HeadPanels.PackColumns(v.Head(sample, head), v.Stride, size, keys, scratch.Values);
        var block = new QueryBlock { Keys = scratch.Keys, Panel = scratch.Queries, Scores = scratch.Scores, Mask = scratch.Mask, Seen = scratch.Seen };
        for (var query = 0; query < problem.Queries; query += width)
        {
            var count = Math.Min(width, problem.Queries - query);
            var softmax = block.Begin(problem, sample, head, query, count, q.Head(sample, head) + query * q.Stride, q.Stride);
            softmax.Exponentials(scratch.Inverse, scratch.LogSums);
            new ReadOnlySpan<float>(scratch.LogSums, count).CopyTo(new Span<float>(logSums + query, count));

            // output[D, queries] = vᵀ[D, S]·exponentials[S, queries] / sums[queries]
            HeadPanels.Multiply(size, size, keys, softmax.Keys, scratch.Values, scratch.Scores, scratch.Output, width, accumulate: false);
            for (var d = 0; d < size; d++)
                Elementwise.Serial(default(MultiplyFunction), scratch.Output + d * width, scratch.Inverse, scratch.Output + d * width, width);
            HeadBlock.WriteTransposed(scratch.Output, size, scratch.Rows, y.Head(sample, head) + query * y.Stride, y.Stride, count, accumulate: false);
        }
    }

    /// <summary>The scratch of one task: about 64 KB for 100 tokens and heads of 32.</summary>
    private readonly struct Pieces
    {
        public readonly float* Keys, Values, Queries, Scores, Output, Rows, Mask, Seen, Inverse, LogSums;
        private readonly long _size;

        public Pieces(AttentionProblem problem, HeadScratch scratch)
        {
            int keys = problem.Keys, size = problem.HeadSize, width = MicroKernel.Columns;
            Keys = scratch.Take(HeadPanels.Size(keys, size));
            Values = scratch.Take(HeadPanels.Size(size, keys));
            Queries = scratch.Take((long)size * width + Packing.Slack);
            Scores = scratch.Take((long)keys * width);
            Output = scratch.Take((long)size * width);
            Rows = scratch.Take((long)width * Packing.Padded(size) + Packing.Slack);
            Mask = scratch.Take(problem.MaskSize);
            Seen = scratch.Take(width);
            Inverse = scratch.Take(width);
            LogSums = scratch.Take(width);
            _size = scratch.Used;
        }

        public static long Size(AttentionProblem problem) => new Pieces(problem, new HeadScratch(null))._size;
    }
}
