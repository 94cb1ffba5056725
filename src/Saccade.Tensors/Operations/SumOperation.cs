using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Sums and means over any set of axes; over all of them when none is named.</summary>
public static unsafe class SumOperation
{
    /// <summary>The sum of all elements, as a scalar.</summary>
    public static Tensor Sum(this Tensor x) => x.Sum([]);

    /// <summary>The sum over <paramref name="axes"/> (negative ones count from the end; none means all), which keep extent 1 if asked.</summary>
    public static Tensor Sum(this Tensor x, ReadOnlySpan<int> axes, bool keepDims = false)
    {
        var reduced = ReducedAxes.Of(x.Shape, axes);
        var y = Forward(x, reduced, reduced.Result(x.Shape, keepDims), default(Reduction.Identity));
        x.Engine.Trace?.Add(nameof(Sum), y, [x], reduced.Result(x.Shape, keepDims: true));
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, reduced.Result(x.Shape, keepDims: true)));
        return y;
    }

    /// <summary>The mean of all elements, as a scalar.</summary>
    public static Tensor Mean(this Tensor x) => x.Mean([]);

    /// <summary>The mean over <paramref name="axes"/>.</summary>
    public static Tensor Mean(this Tensor x, ReadOnlySpan<int> axes, bool keepDims = false) =>
        x.Sum(axes, keepDims).ScaleShift(1f / ReducedAxes.Of(x.Shape, axes).Count(x.Shape), 0);

    /// <summary>
    /// The variance over <paramref name="axes"/>: squared deviations from the mean over their number less <paramref name="correction"/>
    /// (1 estimates without bias, as PyTorch's default does; 0 is the variance of the elements themselves).
    /// </summary>
    public static Tensor Variance(this Tensor x, ReadOnlySpan<int> axes, bool keepDims = false, int correction = 1)
    {
        var count = ReducedAxes.Of(x.Shape, axes).Count(x.Shape) - correction;
        return x.Subtract(x.Mean(axes, keepDims: true)).Square().Sum(axes, keepDims).ScaleShift(1f / count, 0);
    }

    /// <summary>The sum of map(x) over the axes as <paramref name="result"/> (which has or lacks them), without a record.</summary>
    internal static Tensor Forward<TMap>(Tensor x, ReducedAxes reduced, Shape result, TMap map)
        where TMap : struct, IUnary
    {
        var y = x.Engine.Empty(result);
        Reduction.Run(x.Engine, default(Reduction.Add), map, 0, x.Pointer, x.Shape, reduced.Bits, y.Pointer);
        return y;
    }

    /// <summary><paramref name="gradient"/> of a broadcast result summed to <paramref name="shape"/>; the same memory if that is its shape already.</summary>
    internal static Tensor To(Tensor gradient, Shape shape)
    {
        if (gradient.Shape == shape)
            return gradient;
        var added = gradient.Shape.Rank - shape.Rank;
        var bits = 0;
        for (var axis = 0; axis < gradient.Shape.Rank; axis++)
            if (axis < added || shape[axis - added] != gradient.Shape[axis])
                bits |= 1 << axis;
        return Forward(gradient, new ReducedAxes(bits), shape, default(Reduction.Identity));
    }

    /// <summary>dx = dy, repeated along the axes that were summed.</summary>
    private sealed class Backprop(Tensor x, Shape kept) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Empty(x.Shape);
            Broadcasting.Expand(y.Engine, dy.Pointer, kept, dx.Pointer, x.Shape);
            x.AddGradient(dx);
        }
    }
}
