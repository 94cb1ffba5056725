using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Adds zeros before and after an axis. Zeros before it alone make a convolution over time causal.</summary>
public static unsafe class PadOperation
{
    /// <summary>x with <paramref name="before"/> zeros in front of <paramref name="axis"/> and <paramref name="after"/> zeros behind it.</summary>
    public static Tensor Pad(this Tensor x, int axis, int before, int after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        axis = x.Shape.Axis(axis);
        var engine = x.Engine;
        var extent = x.Shape[axis] + before + after;
        int outer = x.Shape.Product(0, axis), inner = x.Shape.Product(axis + 1, x.Shape.Rank), length = x.Shape[axis] * inner;
        var y = engine.Zeros(x.Shape.With(axis, extent));
        Rows.Copy(engine, x.Pointer, length, y.Pointer + before * inner, extent * inner, outer, length);
        engine.Trace?.Add(nameof(Pad), y, [x], (axis, before, after));
        if (engine.Records(x))
            engine.Record(y, new Backprop(x, axis, before));
        return y;
    }

    /// <summary>Pads several axes: the pairs are for the last axes, in order.</summary>
    public static Tensor Pad(this Tensor x, params ReadOnlySpan<(int Before, int After)> lastAxes)
    {
        for (var i = 0; i < lastAxes.Length; i++)
            if (lastAxes[i] != (0, 0))
                x = x.Pad(i - lastAxes.Length, lastAxes[i].Before, lastAxes[i].After);
        return x;
    }

    /// <summary>dx = the part of dy that x was copied to.</summary>
    private sealed class Backprop(Tensor x, int axis, int before) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Empty(x.Shape);
            int outer = x.Shape.Product(0, axis), inner = x.Shape.Product(axis + 1, x.Shape.Rank), length = x.Shape[axis] * inner;
            Rows.Copy(y.Engine, dy.Pointer + before * inner, y.Shape[axis] * inner, dx.Pointer, length, outer, length);
            x.AddGradient(dx);
        }
    }
}
