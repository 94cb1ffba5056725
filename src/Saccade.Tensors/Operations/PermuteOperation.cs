using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Reorders axes: a copy, since every tensor is row-major.</summary>
public static unsafe class PermuteOperation
{
    /// <summary>Axis j of the result is axis <paramref name="order"/>[j] of x.</summary>
    /// <exception cref="ArgumentException">The order does not name each axis once.</exception>
    public static Tensor Permute(this Tensor x, params ReadOnlySpan<int> order)
    {
        var rank = x.Shape.Rank;
        Span<int> resolved = stackalloc int[rank];
        Span<int> extents = stackalloc int[rank];
        var seen = 0;
        for (var j = 0; j < order.Length && j < rank; j++)
        {
            resolved[j] = x.Shape.Axis(order[j]);
            extents[j] = x.Shape[resolved[j]];
            seen |= 1 << resolved[j];
        }
        if (order.Length != rank || seen != (1 << rank) - 1)
            throw new ArgumentException($"The order [{string.Join(", ", order.ToArray())}] does not name each axis of {x.Shape} once.", nameof(order));
        var y = x.Engine.Empty(extents);
        Permutation.Copy(x.Engine, x.Pointer, x.Shape, resolved, y.Pointer);
        x.Engine.Trace?.Add(nameof(Permute), y, [x], resolved.ToArray());
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, new Shape(resolved)));
        return y;
    }

    /// <summary>Swaps two axes.</summary>
    public static Tensor Transpose(this Tensor x, int first, int second)
    {
        Span<int> order = stackalloc int[x.Shape.Rank];
        for (var axis = 0; axis < order.Length; axis++)
            order[axis] = axis;
        (first, second) = (x.Shape.Axis(first), x.Shape.Axis(second));
        (order[first], order[second]) = (second, first);
        return x.Permute(order);
    }

    /// <summary>dx = dy in the inverse order. The order is held as a shape, which needs no array.</summary>
    private sealed class Backprop(Tensor x, Shape order) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            Span<int> inverse = stackalloc int[order.Rank];
            for (var axis = 0; axis < order.Rank; axis++)
                inverse[order[axis]] = axis;
            var dx = y.Engine.Empty(x.Shape);
            Permutation.Copy(y.Engine, dy.Pointer, dy.Shape, inverse, dx.Pointer);
            x.AddGradient(dx);
        }
    }
}
