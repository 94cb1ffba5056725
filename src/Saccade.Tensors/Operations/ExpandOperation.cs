using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Repeats a tensor along axes.</summary>
public static unsafe class ExpandOperation
{
    /// <summary>x repeated to <paramref name="shape"/> after NumPy's broadcasting rule.</summary>
    public static Tensor Expand(this Tensor x, Shape shape)
    {
        if (Broadcasting.ResultShape(x.Shape, shape) != shape)
            throw new ArgumentException($"{x.Shape} cannot be repeated to {shape}.", nameof(shape));
        var y = x.Engine.Empty(shape);
        Broadcasting.Expand(x.Engine, x.Pointer, x.Shape, y.Pointer, shape);
        x.Engine.Trace?.Add(nameof(Expand), y, [x]);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x));
        return y;
    }

    /// <summary>The whole of x, <paramref name="times"/> times one after another along <paramref name="axis"/>.</summary>
    public static Tensor Repeat(this Tensor x, int axis, int times)
    {
        axis = x.Shape.Axis(axis);
        int outer = x.Shape.Product(0, axis), block = x.Shape.Product(axis, x.Shape.Rank);
        var repeated = x.Shape.With(axis, x.Shape[axis] * times);
        Span<int> extents = stackalloc int[repeated.Rank];
        repeated.CopyTo(extents);
        return x.Reshape(outer, 1, block).Expand(new Shape(outer, times, block)).Reshape(extents);
    }

    /// <summary>dx = dy summed over the axes that x was repeated along.</summary>
    private sealed class Backprop(Tensor x) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy) => Broadcast.AddGradient(x, dy.View(0, dy.Shape));
    }
}
