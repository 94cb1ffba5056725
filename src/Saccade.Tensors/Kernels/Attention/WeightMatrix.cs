using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;
using Product = Saccade.Tensors.Kernels.Gemm.Gemm;

namespace Saccade.Tensors.Kernels.Attention;

/// <summary>
/// Attention with its weights written out, [N, H, T, S], for those who want to see or train them: plain products and softmax over rows.
/// </summary>
internal static unsafe class WeightMatrix
{
    /// <summary>weights = softmax(scale · q·kᵀ), before dropout; zeros where a query has no key.</summary>
    public static void Softmax(Engine engine, AttentionProblem problem, HeadRows q, HeadRows k, float* weights)
    {
        int rows = problem.Queries, keys = problem.Keys, size = problem.HeadSize;
        engine.MultiplyAdds += Whole(problem);
        engine.Workers.For(problem.Samples * problem.Heads, (chunk, worker) =>
        {
            int sample = chunk / problem.Heads, head = chunk % problem.Heads;
            var matrix = weights + (nint)chunk * rows * keys;
            Product.Serial(
                rows, keys, size,
                Left(q, sample, head), Right(k, sample, head, transposed: true), matrix, keys, false, worker.Scratch(Product.SerialScratch(keys, size)));
            for (var i = 0; i < rows; i++)
                SoftmaxRow(matrix + (nint)i * keys, problem.KeysSeenBy(i), keys, problem.MaskOf(sample), problem.Scale);
        });
    }

    /// <summary>dscores = scale · P∘(dP - rowsum(P∘dP)); dq = dscores·k; dk = dscoresᵀ·q.</summary>
    public static void SoftmaxBackward(
        Engine engine, AttentionProblem problem, HeadRows q, HeadRows k, float* weights, float* gradients, HeadGradient dq, HeadGradient dk)
    {
        int rows = problem.Queries, keys = problem.Keys, size = problem.HeadSize;
        var products = Math.Max(Product.SerialScratch(size, keys), Product.SerialScratch(size, rows));
        engine.MultiplyAdds += ((dq.Rows.Wanted ? 1 : 0) + (dk.Rows.Wanted ? 1 : 0)) * Whole(problem);
        engine.Workers.For(problem.Samples * problem.Heads, (chunk, worker) =>
        {
            int sample = chunk / problem.Heads, head = chunk % problem.Heads;
            var scratch = new HeadScratch(worker.Scratch(products + 16 + (long)rows * keys));
            float* product = scratch.Take(products), dscores = scratch.Take((long)rows * keys);
            var first = (nint)chunk * rows * keys;
            for (nint i = 0; i < rows; i++)
            {
                float* p = weights + first + i * keys, dp = gradients + first + i * keys;
                var delta = 0f;
                for (var j = 0; j < keys; j++)
                    delta += p[j] * dp[j];
                Elementwise.Serial(new ScoreGradient(problem.Scale, delta), p, dp, dscores + i * keys, keys);
            }
            if (dq.Rows.Wanted)
                Product.Serial(
                    rows, size, keys,
                    new Operand(dscores, keys), Right(k, sample, head), dq.Rows.Head(sample, head), dq.Rows.Stride, dq.Accumulate, product);
            if (dk.Rows.Wanted)
                Product.Serial(
                    keys, size, rows,
                    new Operand(dscores, keys, transposed: true), Right(q, sample, head), dk.Rows.Head(sample, head), dk.Rows.Stride, dk.Accumulate, product);
        });
    }

    /// <summary>y = (factors∘weights)·v</summary>
    public static void Apply(Engine engine, AttentionProblem problem, float* weights, HeadRows v, HeadRows y)
    {
        int rows = problem.Queries, keys = problem.Keys, size = problem.HeadSize;
        var products = Product.SerialScratch(size, keys);
        engine.MultiplyAdds += Whole(problem);
        engine.Workers.For(problem.Samples * problem.Heads, (chunk, worker) =>
        {
            int sample = chunk / problem.Heads, head = chunk % problem.Heads;
            var scratch = new HeadScratch(worker.Scratch(products + (long)rows * keys + problem.MaskSize + 48));
            var product = scratch.Take(products);
            var dropped = DropOut(problem, sample, head, weights + (nint)chunk * rows * keys, ref scratch);
            Product.Serial(
                rows, size, keys,
                new Operand(dropped, keys), Right(v, sample, head), y.Head(sample, head), y.Stride, false, product);
        });
    }

    /// <summary>dweights = factors∘(dy·vᵀ); dv = (factors∘weights)ᵀ·dy</summary>
    /// <param name="weightGradients">Null if they are not wanted.</param>
    public static void ApplyBackward(
        Engine engine, AttentionProblem problem, float* weights, HeadRows v, HeadRows dy, float* weightGradients, bool accumulate, HeadGradient dv)
    {
        int rows = problem.Queries, keys = problem.Keys, size = problem.HeadSize;
        var products = Math.Max(Product.SerialScratch(keys, size), Product.SerialScratch(size, rows));
        engine.MultiplyAdds += ((weightGradients is null ? 0 : 1) + (dv.Rows.Wanted ? 1 : 0)) * Whole(problem);
        engine.Workers.For(problem.Samples * problem.Heads, (chunk, worker) =>
        {
            int sample = chunk / problem.Heads, head = chunk % problem.Heads;
            var scratch = new HeadScratch(worker.Scratch(products + 2L * rows * keys + problem.MaskSize + 64));
            var product = scratch.Take(products);
            var first = (nint)chunk * rows * keys;
            if (dv.Rows.Wanted)
            {
                var rest = scratch;
                var dropped = DropOut(problem, sample, head, weights + first, ref rest);
                Product.Serial(
                    keys, size, rows,
                    new Operand(dropped, keys, transposed: true), Right(dy, sample, head), dv.Rows.Head(sample, head), dv.Rows.Stride, dv.Accumulate, product);
            }
            if (weightGradients is not null)
            {
                var gradients = scratch.Take((long)rows * keys);
                Product.Serial(
                    rows, keys, size,
                    Left(dy, sample, head), Right(v, sample, head, transposed: true), gradients, keys, false, product);
                HeadBlock.WriteRows(DropOut(problem, sample, head, gradients, ref scratch), keys, weightGradients + first, keys, rows, keys, accumulate);
            }
        });
    }

    /// <summary>Multiply-adds of one product: masked places are worked out here, unlike in <see cref="AttentionForward"/>.</summary>
    private static long Whole(AttentionProblem problem) => (long)problem.Samples * problem.Heads * problem.Queries * problem.Keys * problem.HeadSize;

    private static Operand Left(HeadRows rows, int sample, int head) => new(rows.Head(sample, head), rows.Stride);

    private static Operand Right(HeadRows rows, int sample, int head, bool transposed = false) => new(rows.Head(sample, head), rows.Stride, transposed);

    private static void SoftmaxRow(float* row, int seen, int keys, int* mask, float scale)
    {
        var maximum = float.NegativeInfinity;
        for (var j = 0; j < keys; j++)
            if (j < seen && (mask is null || mask[j] != 0))
                maximum = MathF.Max(maximum, row[j] * scale);
        Elementwise.Serial(new Exponential(scale, maximum), row, row, keys);
        var sum = 0f;
        for (var j = 0; j < keys; j++)
        {
            if (j >= seen || (mask is not null && mask[j] == 0))
                row[j] = 0;
            sum += row[j];
        }
        Elementwise.Serial(new Multiple(sum == 0 ? 0 : 1 / sum), row, row, keys);
    }

    /// <summary>The matrix times the dropout factors, in scratch; the matrix itself if there is no dropout.</summary>
    private static float* DropOut(AttentionProblem problem, int sample, int head, float* matrix, ref HeadScratch scratch)
    {
        if (problem.Dropout is null)
            return matrix;
        const int group = AttentionProblem.MaskColumns;
        var keys = problem.Keys;
        var dropped = scratch.Take((long)problem.Queries * keys);
        var mask = scratch.Take(problem.MaskSize);
        for (var i = 0; i < problem.Queries; i++)
        {
            if (i % group == 0)
                problem.FillMask(mask, sample, head, i);
            for (nint j = 0; j < keys; j++)
                dropped[i * keys + j] = matrix[i * keys + j] * mask[j * group + i % group];
        }
        return dropped;
    }

    private readonly struct Exponential(float scale, float maximum) : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => VectorMath.Exp(V.MultiplyAdd(x, V.Broadcast(scale), V.Broadcast(-maximum)));
    }

    private readonly struct Multiple(float factor) : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => x * V.Broadcast(factor);
    }

    private readonly struct ScoreGradient(float scale, float delta) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V dp)
            where V : struct, ILanes<V> => p * V.Broadcast(scale) * (dp - V.Broadcast(delta));
    }
}
