using System.Numerics;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>The largest element over any set of axes, and where along one axis it stands.</summary>
public static unsafe class MaxOperation
{
    /// <summary>
    /// The largest element over <paramref name="axes"/> (none means all), which keep extent 1 if asked. The whole gradient goes to
    /// the first of equal maxima, in row-major order.
    /// </summary>
    public static Tensor Max(this Tensor x, ReadOnlySpan<int> axes, bool keepDims = false)
    {
        var reduced = ReducedAxes.Of(x.Shape, axes);
        if (reduced.Count(x.Shape) == 0)
            throw new ArgumentException($"There is no maximum over the empty axes of {x.Shape}.", nameof(axes));
        var y = x.Engine.Empty(reduced.Result(x.Shape, keepDims));
        Reduction.Run(x.Engine, default(Reduction.Largest), default(Reduction.Identity), float.NegativeInfinity, x.Pointer, x.Shape, reduced.Bits, y.Pointer);
        x.Engine.Trace?.Add(nameof(Max), y, [x], reduced.Result(x.Shape, keepDims: true));
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, reduced));
        return y;
    }

    /// <summary>The index of the largest element along <paramref name="axis"/>, the first of equal ones; a value that is not a number counts as the largest.</summary>
    public static IntTensor ArgMax(this Tensor x, int axis)
    {
        axis = x.Shape.Axis(axis);
        int outer = x.Shape.Product(0, axis), n = x.Shape[axis], inner = x.Shape.Product(axis + 1, x.Shape.Rank);
        if (n == 0)
            throw new ArgumentException($"There is no maximum over the empty axis {axis} of {x.Shape}.", nameof(axis));
        var result = x.Shape.Without(axis);
        Span<int> extents = stackalloc int[result.Rank];
        result.CopyTo(extents);
        var y = x.Engine.EmptyInts(extents);
        float* source = x.Pointer;
        var target = y.Pointer;
        x.Engine.Workers.ForRange(outer, Math.Max(1, Elementwise.Grain / Math.Max(1, n * inner)), (start, end) =>
        {
            for (var o = start; o < end; o++)
                for (var i = 0; i < inner; i++)
                {
                    var column = source + (nint)o * n * inner + i;
                    var best = 0;
                    for (var j = 1; j < n; j++)
                    {
                        var largest = column[(nint)best * inner];
                        var value = column[(nint)j * inner];
                        if (value > largest || (float.IsNaN(value) && !float.IsNaN(largest)))
                            best = j;
                    }
                    target[o * inner + i] = best;
                }
        });
        return y;
    }

    private sealed class Backprop(Tensor x, ReducedAxes reduced) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            // Leading axes that were kept split x into slabs, each with its own maxima: these run in parallel.
            var shape = x.Shape;
            var leading = Math.Min(BitOperations.TrailingZeroCount((uint)reduced.Bits), shape.Rank);
            var slabs = shape.Product(0, leading);
            var size = shape.Product(leading, shape.Rank);
            var maxima = y.Count / Math.Max(1, slabs);
            var dx = y.Engine.Zeros(shape);
            var taken = y.Engine.Empty(y.Shape);
            dy.AsSpan().CopyTo(taken.AsSpan());
            float* values = x.Pointer, largest = y.Pointer, gradients = taken.Pointer, target = dx.Pointer;
            var axes = reduced;
            y.Engine.Workers.ForRange(slabs, Math.Max(1, Elementwise.Grain / Math.Max(1, size)), (start, end) =>
            {
                for (var slab = start; slab < end; slab++)
                    for (var i = 0; i < size; i++)
                    {
                        int maximum = 0, rest = i, scale = 1;
                        for (var axis = shape.Rank - 1; axis >= leading; axis--)
                        {
                            (rest, var index) = Math.DivRem(rest, shape[axis]);
                            if (axes.Contains(axis))
                                continue;
                            maximum += index * scale;
                            scale *= shape[axis];
                        }
                        var group = slab * maxima + maximum;
                        var element = (nint)slab * size + i;
                        if (values[element] != largest[group])
                            continue;
                        // What is left for later elements that equal the maximum is nothing.
                        target[element] = gradients[group];
                        gradients[group] = 0;
                    }
            });
            taken.Release();
            x.AddGradient(dx);
        }
    }
}
