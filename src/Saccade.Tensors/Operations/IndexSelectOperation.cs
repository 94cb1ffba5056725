using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Picks rows of a tensor by their index: embeddings, shuffles, codebooks.</summary>
public static unsafe class IndexSelectOperation
{
    /// <summary>Columns of the gradient that one thread adds up.</summary>
    private const int ColumnBlock = 64;

    /// <summary>y = x[indices] along the leading axis: y has the shape of the indices followed by x's other axes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the leading axis.</exception>
    public static Tensor IndexSelect(this Tensor x, IntTensor indices)
    {
        if (x.Shape.Rank == 0)
            throw new ArgumentException("IndexSelect: a scalar has no rows to pick.", nameof(x));
        IndexRange.Check(indices, x.Shape[0], nameof(IndexSelect));
        Span<int> extents = stackalloc int[indices.Shape.Rank + x.Shape.Rank - 1];
        for (var axis = 0; axis < extents.Length; axis++)
            extents[axis] = axis < indices.Shape.Rank ? indices.Shape[axis] : x.Shape[axis - indices.Shape.Rank + 1];
        var y = x.Engine.Empty(extents);
        var length = x.Shape.Product(1, x.Shape.Rank);
        float* rows = x.Pointer, target = y.Pointer;
        var index = indices.Pointer;
        x.Engine.Workers.ForRange(indices.Count, Math.Max(1, Elementwise.Grain / Math.Max(1, length)), (start, end) =>
        {
            for (var i = start; i < end; i++)
                new ReadOnlySpan<float>(rows + (nint)index[i] * length, length).CopyTo(new Span<float>(target + (nint)i * length, length));
        });
        x.Engine.Trace?.Add(nameof(IndexSelect), y, [x], null, indices);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, indices));
        return y;
    }

    /// <summary>The vectors of tokens: <paramref name="table"/> is [vocabulary, dimension], y the shape of the tokens followed by the dimension.</summary>
    public static Tensor Embedding(this Tensor table, IntTensor tokens) => table.Shape.Rank == 2
        ? table.IndexSelect(tokens)
        : throw new ArgumentException($"Embedding: a table is [vocabulary, dimension], not {table.Shape}.", nameof(table));

    /// <summary>Each row of dy is added to the row of dx that it came from, in the order of the indices; threads share the columns.</summary>
    private sealed class Backprop(Tensor x, IntTensor indices) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = x.GradientBuffer(out var accumulate);
            if (!accumulate)
                dx.AsSpan().Clear();
            var length = x.Shape.Product(1, x.Shape.Rank);
            var count = indices.Count;
            float* source = dy.Pointer, target = dx.Pointer;
            var index = indices.Pointer;
            y.Engine.Workers.ForRange(length, ColumnBlock, (start, end) =>
            {
                for (var i = 0; i < count; i++)
                {
                    var sum = target + (nint)index[i] * length + start;
                    Elementwise.Serial(default(Reduction.Add), sum, source + (nint)i * length + start, sum, end - start);
                }
            });
        }
    }
}
