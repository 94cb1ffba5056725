using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Attention;

/// <summary>
/// Attention backward, one head of one sample a task: the weights are worked out again from the saved sums. A head's blocks of queries run in
/// order and add to its dk and dv in scratch, so the order of additions depends on the shape alone.
/// </summary>
internal static unsafe class AttentionBackward
{
    /// <param name="q">[N, T, H·D]; so are y, dy and dq.</param>
    /// <param name="k">[N, S, H·D]; so are v, dk and dv.</param>
    /// <param name="logSums">[N, H, T], from forward.</param>
    /// <param name="dq">Written before dk, and dk before dv: they may be parts of one tensor, or the same.</param>
    public static void Run(
        Engine engine, AttentionProblem problem, HeadRows q, HeadRows k, HeadRows v, HeadRows y, HeadRows dy, float* logSums,
        HeadGradient dq, HeadGradient dk, HeadGradient dv)
    {
        // Scores once more, and the gradients of weights, values, keys and queries.
        engine.MultiplyAdds += 5 * problem.MultiplyAdds;
        engine.Workers.For(problem.Samples * problem.Heads, (chunk, worker) =>
        {
            int sample = chunk / problem.Heads, head = chunk % problem.Heads;
            var scratch = new Pieces(problem, new HeadScratch(worker.Scratch(Pieces.Size(problem))));
            RunHead(problem, sample, head, q, k, v, y, dy, logSums + (nint)chunk * problem.Queries, dq, scratch);
            dk.Write(sample, head, scratch.KeyGradients, scratch.Columns, problem.Keys, problem.HeadSize);
            dv.Write(sample, head, scratch.ValueGradients, scratch.Columns, problem.Keys, problem.HeadSize);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunHead(
        AttentionProblem problem, int sample, int head, HeadRows q, HeadRows k, HeadRows v, HeadRows y, HeadRows dy, float* logSums,
        HeadGradient dq, Pieces scratch)
    {
        int keys = problem.Keys, size = problem.HeadSize, width = MicroKernel.Columns;
        HeadPanels.PackRows(k.Head(sample, head), k.Stride, keys, size, scratch.Keys);
        HeadPanels.PackColumns(k.Head(sample, head), k.Stride, size, keys, scratch.KeyColumns);
        HeadPanels.PackRows(v.Head(sample, head), v.Stride, keys, size, scratch.Values);
        new Span<float>(scratch.KeyGradients, keys * scratch.Columns).Clear();
        new Span<float>(scratch.ValueGradients, keys * scratch.Columns).Clear();
        var block = new QueryBlock { Keys = scratch.Keys, Panel = scratch.Panel, Scores = scratch.Scores, Mask = scratch.Mask, Seen = scratch.Seen };
        for (var query = 0; query < problem.Queries; query += width)
        {
            var count = Math.Min(width, problem.Queries - query);
            float* queryRows = q.Head(sample, head) + query * q.Stride, gradientRows = dy.Head(sample, head) + query * dy.Stride;
            var outputRows = y.Head(sample, head) + query * y.Stride;
            new Span<float>(scratch.LogSums, width).Clear();
            new Span<float>(scratch.Delta, width).Clear();
            for (var i = 0; i < count; i++)
            {
                scratch.LogSums[i] = logSums[query + i];
                scratch.Delta[i] = Dot(gradientRows + i * dy.Stride, outputRows + i * y.Stride, size);
            }

            // dweights[S, queries] = v[S, D]·dyᵀ[D, queries]
            var softmax = block.Begin(problem, sample, head, query, count, queryRows, q.Stride);
            var used = softmax.Keys;
            var gradients = new ColumnsOfB(gradientRows, dy.Stride).Panel(0, count, 0, size, scratch.Panel);
            HeadPanels.Multiply(keys, used, size, size, scratch.Values, gradients, scratch.Gradients, width, accumulate: false);
            softmax.Gradients(scratch.Gradients, scratch.LogSums, scratch.Delta);

            // dv[S, D] += weights[S, queries]·dy[queries, D]; dk[S, D] += dscores[S, queries]·q[queries, D]
            AddProduct(problem, used, count, scratch.Scores, gradientRows, dy.Stride, scratch.ValueGradients, scratch);
            AddProduct(problem, used, count, scratch.Gradients, queryRows, q.Stride, scratch.KeyGradients, scratch);

            // dqᵀ[D, queries] = kᵀ[D, S]·dscores[S, queries]
            HeadPanels.Multiply(size, size, keys, used, scratch.KeyColumns, scratch.Gradients, scratch.QueryGradients, width, accumulate: false);
            dq.WriteTransposed(sample, head, query, scratch.QueryGradients, scratch.Rows, count, size);
        }
    }

    /// <summary>sums[S, D] += block[S, queries]·rows[queries, D]</summary>
    private static void AddProduct(AttentionProblem problem, int used, int count, float* block, float* rows, nint stride, float* sums, Pieces scratch)
    {
        var width = MicroKernel.Columns;
        HeadPanels.PackRows(block, width, problem.Keys, used, width, count, scratch.Packed);
        for (var column = 0; column < problem.HeadSize; column += width)
        {
            var panel = new RowsOfB(rows, stride).Panel(column, Math.Min(width, problem.HeadSize - column), 0, count, scratch.Panel);
            HeadPanels.Multiply(problem.Keys, used, width, count, scratch.Packed, panel, sums + column, scratch.Columns, accumulate: true);
        }
    }

    private static float Dot(float* a, float* b, int count) => Simd.Bits switch
    {
        512 => Dot<Lanes512>(a, b, count),
        256 => Dot<Lanes256>(a, b, count),
        _ => Dot<Lanes128>(a, b, count),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot<V>(float* a, float* b, int count)
        where V : struct, ILanes<V>
    {
        var sums = V.Zero;
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
            sums = V.MultiplyAdd(V.Load(a + i), V.Load(b + i), sums);
        var sum = V.Sum(sums);
        for (; i < count; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The scratch of one task: about 150 KB for 100 tokens and heads of 32.</summary>
    private readonly struct Pieces
    {
        public readonly float* Keys, KeyColumns, Values, Panel, Scores, Gradients, Packed, QueryGradients, Rows, KeyGradients, ValueGradients;
        public readonly float* Mask, Seen, LogSums, Delta;

        /// <summary>D filled up to whole tiles: the row stride of the sums.</summary>
        public readonly int Columns;
        private readonly long _size;

        public Pieces(AttentionProblem problem, HeadScratch scratch)
        {
            int keys = problem.Keys, size = problem.HeadSize, width = MicroKernel.Columns;
            Columns = BlockProduct.RoundUp(size);
            Keys = scratch.Take(HeadPanels.Size(keys, size));
            KeyColumns = scratch.Take(HeadPanels.Size(size, keys));
            Values = scratch.Take(HeadPanels.Size(keys, size));
            Panel = scratch.Take((long)Math.Max(size, width) * width + Packing.Slack);
            Scores = scratch.Take((long)keys * width);
            Gradients = scratch.Take((long)keys * width);
            Packed = scratch.Take(HeadPanels.Size(keys, width));
            QueryGradients = scratch.Take((long)size * width);
            Rows = scratch.Take((long)width * Packing.Padded(size) + Packing.Slack);
            KeyGradients = scratch.Take((long)keys * Columns);
            ValueGradients = scratch.Take((long)keys * Columns);
            Mask = scratch.Take(problem.MaskSize);
            Seen = scratch.Take(width);
            LogSums = scratch.Take(width);
            Delta = scratch.Take(width);
            _size = scratch.Used;
        }

        public static long Size(AttentionProblem problem) => new Pieces(problem, new HeadScratch(null))._size;
    }
}
