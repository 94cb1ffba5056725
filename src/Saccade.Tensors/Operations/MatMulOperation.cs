using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Matrix product over the last two axes, batched over the ones before: a [.., M, K] x b [.., K, N] -> [.., M, N].
/// Either operand may be stored transposed. Batch axes are equal, or one operand has none and is used for every batch.
/// </summary>
public static unsafe class MatMulOperation
{
    /// <summary>With at least this many batches each one is worked out by one thread; with fewer, all threads share each one.</summary>
    private const int BatchPerThread = 4;

    /// <param name="a">[.., M, K], or [.., K, M] if <paramref name="transposeA"/>.</param>
    /// <param name="b">[.., K, N], or [.., N, K] if <paramref name="transposeB"/>.</param>
    /// <param name="transposeA">Use the transpose of each matrix of <paramref name="a"/>.</param>
    /// <param name="transposeB">Use the transpose of each matrix of <paramref name="b"/>.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit together.</exception>
    public static Tensor MatMul(this Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        var left = new Matrices(a, transposeA);
        var right = new Matrices(b, transposeB);
        var batches = left.Batches == 1 ? right.Batches : left.Batches;
        if (left.Columns != right.Rows || (left.Batches != batches && left.Batches != 1) || (right.Batches != batches && right.Batches != 1))
            throw new ArgumentException($"Cannot multiply {a.Shape}{(transposeA ? " transposed" : "")} by {b.Shape}{(transposeB ? " transposed" : "")}.");
        var batched = left.Batches == batches && a.Shape.Rank >= b.Shape.Rank ? a.Shape : b.Shape;
        var y = a.Engine.Empty(batched.With(-2, left.Rows).With(-1, right.Columns));
        Multiply(a.Engine, batches, left, right, y.Pointer, accumulate: false);
        a.Engine.Trace?.Add(nameof(MatMul), y, [a, b], (transposeA, transposeB));
        if (a.Engine.Records(a, b))
            a.Engine.Record(y, new Backprop(a, b, transposeA, transposeB));
        return y;
    }

    private static void Multiply(Engine engine, int batches, Matrices a, Matrices b, float* y, bool accumulate)
    {
        int m = a.Rows, n = b.Columns, k = a.Columns;
        if (batches >= BatchPerThread)
        {
            engine.MultiplyAdds += (long)batches * m * n * k;
            engine.Workers.For(batches, (batch, worker) =>
                Gemm.Serial(m, n, k, a.Batch(batch), b.Batch(batch), y + (nint)batch * m * n, n, accumulate, worker.Scratch(Gemm.SerialScratch(n, k))));
            return;
        }
        for (var batch = 0; batch < batches; batch++)
            Gemm.Run(engine, m, n, k, a.Batch(batch), b.Batch(batch), y + (nint)batch * m * n, n, accumulate);
    }

    /// <summary>Writes a gradient that every batch adds to, in the order of the batches, if the operand had no batch axes.</summary>
    private static void Gradient(Tensor target, int batches, Matrices a, Matrices b)
    {
        var own = new Matrices(target, transposed: false).Batches;
        var gradient = target.GradientBuffer(out var accumulate);
        if (own == batches)
        {
            Multiply(target.Engine, batches, a, b, gradient.Pointer, accumulate);
            return;
        }
        if (batches == 0 && !accumulate)
            gradient.AsSpan().Clear();
        for (var batch = 0; batch < batches; batch++)
            Gemm.Run(target.Engine, a.Rows, b.Columns, a.Columns, a.Batch(batch), b.Batch(batch), gradient.Pointer, b.Columns, accumulate || batch > 0);
    }

    /// <summary>A tensor seen as a batch of matrices, transposed if asked.</summary>
    private readonly struct Matrices
    {
        private readonly Operand _first;

        public Matrices(Tensor tensor, bool transposed)
        {
            if (tensor.Shape.Rank < 2)
                throw new ArgumentException($"A matrix product needs at least two axes, not {tensor.Shape}.");
            Rows = tensor.Shape[transposed ? ^1 : ^2];
            Columns = tensor.Shape[transposed ? ^2 : ^1];
            Batches = tensor.Shape.Product(0, tensor.Shape.Rank - 2);
            _first = new Operand(tensor.Pointer, tensor.Shape[^1], transposed);
        }

        public int Rows { get; }

        public int Columns { get; }

        public int Batches { get; }

        public Operand Batch(int batch) => Batches == 1 ? _first : _first.Offset((nint)batch * Rows * Columns);
    }

    /// <summary>With P = A·B: dA = dP·Bᵀ and dB = Aᵀ·dP; for an operand stored transposed, the transpose of that.</summary>
    private sealed class Backprop(Tensor a, Tensor b, bool transposeA, bool transposeB) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var batches = y.Shape.Product(0, y.Shape.Rank - 2);
            if (a.WantsGradient)
            {
                if (transposeA)
                    Gradient(a, batches, new Matrices(b, transposeB), new Matrices(dy, transposed: true));
                else
                    Gradient(a, batches, new Matrices(dy, transposed: false), new Matrices(b, !transposeB));
            }
            if (b.WantsGradient)
            {
                if (transposeB)
                    Gradient(b, batches, new Matrices(dy, transposed: true), new Matrices(a, transposeA));
                else
                    Gradient(b, batches, new Matrices(a, !transposeA), new Matrices(dy, transposed: false));
            }
        }
    }
}
