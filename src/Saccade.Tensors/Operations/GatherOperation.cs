using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Takes and adds single elements along an axis by index. Gather and scatter-add are each other's gradient.</summary>
public static unsafe class GatherOperation
{
    /// <summary>
    /// y[.., j, ..] = x[.., indices[.., j, ..], ..] along <paramref name="axis"/>: y has the shape of the indices, which agrees with x's in all other axes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the axis.</exception>
    public static Tensor Gather(this Tensor x, int axis, IntTensor indices)
    {
        axis = Check(x.Shape, axis, indices, nameof(Gather));
        var y = x.Engine.Empty(indices.Shape);
        Take(x, axis, indices, y);
        x.Engine.Trace?.Add(nameof(Gather), y, [x], axis, indices);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new GatherBackprop(x, axis, indices));
        return y;
    }

    /// <summary>
    /// y = x, and then y[.., indices[.., j, ..], ..] += source[.., j, ..] along <paramref name="axis"/>, in the order of j.
    /// The indices have the shape of the source, which agrees with x's in all other axes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the axis.</exception>
    public static Tensor ScatterAdd(this Tensor x, int axis, IntTensor indices, Tensor source)
    {
        if (source.Shape != indices.Shape)
            throw new ArgumentException($"ScatterAdd: the source {source.Shape} and its indices {indices.Shape} differ in shape.", nameof(source));
        axis = Check(x.Shape, axis, indices, nameof(ScatterAdd));
        var y = x.Engine.Empty(x.Shape);
        x.AsSpan().CopyTo(y.AsSpan());
        Add(source, axis, indices, y);
        if (x.Engine.Records(x, source))
            x.Engine.Record(y, new ScatterAddBackprop(x, source, axis, indices));
        return y;
    }

    private static int Check(Shape x, int axis, IntTensor indices, string operation)
    {
        axis = x.Axis(axis);
        if (indices.Shape.Rank != x.Rank || indices.Shape.With(axis, 0) != x.With(axis, 0))
            throw new ArgumentException($"{operation}: the indices {indices.Shape} and the tensor {x} differ in other axes than {axis}.", nameof(indices));
        IndexRange.Check(indices, x[axis], operation);
        return axis;
    }

    /// <summary>y [outer, m, inner] = x [outer, n, inner] at the indices [outer, m, inner].</summary>
    private static void Take(Tensor x, int axis, IntTensor indices, Tensor y)
    {
        int inner = x.Shape.Product(axis + 1, x.Shape.Rank), n = x.Shape[axis], m = y.Shape[axis];
        float* source = x.Pointer, target = y.Pointer;
        var index = indices.Pointer;
        x.Engine.Workers.ForRange(x.Shape.Product(0, axis), Math.Max(1, Elementwise.Grain / Math.Max(1, m * inner)), (start, end) =>
        {
            for (var o = start; o < end; o++)
                for (var j = 0; j < m; j++)
                {
                    var first = ((nint)o * m + j) * inner;
                    for (var i = 0; i < inner; i++)
                        target[first + i] = source[((nint)o * n + index[first + i]) * inner + i];
                }
        });
    }

    /// <summary>y [outer, n, inner] at the indices [outer, m, inner] += x [outer, m, inner].</summary>
    private static void Add(Tensor x, int axis, IntTensor indices, Tensor y)
    {
        int inner = x.Shape.Product(axis + 1, x.Shape.Rank), n = y.Shape[axis], m = x.Shape[axis];
        float* source = x.Pointer, target = y.Pointer;
        var index = indices.Pointer;
        x.Engine.Workers.ForRange(x.Shape.Product(0, axis), Math.Max(1, Elementwise.Grain / Math.Max(1, m * inner)), (start, end) =>
        {
            for (var o = start; o < end; o++)
                for (var j = 0; j < m; j++)
                {
                    var first = ((nint)o * m + j) * inner;
                    for (var i = 0; i < inner; i++)
                        target[((nint)o * n + index[first + i]) * inner + i] += source[first + i];
                }
        });
    }

    private sealed class GatherBackprop(Tensor x, int axis, IntTensor indices) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Zeros(x.Shape);
            Add(dy, axis, indices, dx);
            x.AddGradient(dx);
        }
    }

    private sealed class ScatterAddBackprop(Tensor x, Tensor source, int axis, IntTensor indices) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            if (source.WantsGradient)
            {
                var dSource = y.Engine.Empty(source.Shape);
                Take(dy, axis, indices, dSource);
                source.AddGradient(dSource);
            }
            if (x.WantsGradient)
                x.AddGradient(dy.View(0, dy.Shape));
        }
    }
}
