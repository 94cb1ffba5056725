using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Parts of a tensor along one axis. Along the leading axis a part shares memory; elsewhere it is a copy.</summary>
public static unsafe class SliceOperation
{
    /// <summary>The elements from <paramref name="start"/> on, <paramref name="length"/> of them, along <paramref name="axis"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches outside of the axis.</exception>
    public static Tensor Slice(this Tensor x, int axis, int start, int length)
    {
        axis = x.Shape.Axis(axis);
        var extent = x.Shape[axis];
        if (start < 0 || length < 0 || start > extent - length)
            throw new ArgumentOutOfRangeException(nameof(start), $"A slice of {length} from {start} on is outside axis {axis} of {x.Shape}.");
        var engine = x.Engine;
        int outer = x.Shape.Product(0, axis), inner = x.Shape.Product(axis + 1, x.Shape.Rank);
        var shape = x.Shape.With(axis, length);
        Tensor y;
        if (outer == 1)
        {
            y = x.View(start * inner, shape);
        }
        else
        {
            y = engine.Empty(shape);
            Rows.Copy(engine, x.Pointer + start * inner, extent * inner, y.Pointer, length * inner, outer, length * inner);
        }
        engine.Trace?.Add(nameof(Slice), y, [x], (axis, start));
        if (engine.Records(x))
            engine.Record(y, new Backprop(x, axis, start));
        return y;
    }

    /// <summary>Cuts <paramref name="axis"/> into parts of the given lengths, which must add up to it.</summary>
    public static Tensor[] Split(this Tensor x, int axis, params ReadOnlySpan<int> lengths)
    {
        var total = 0;
        foreach (var length in lengths)
            total += length;
        if (total != x.Shape[x.Shape.Axis(axis)])
            throw new ArgumentException($"Parts of {string.Join(" + ", lengths.ToArray())} do not add up to axis {axis} of {x.Shape}.", nameof(lengths));
        var parts = new Tensor[lengths.Length];
        var start = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = x.Slice(axis, start, lengths[i]);
            start += lengths[i];
        }
        return parts;
    }

    /// <summary>dy is added into its part of dx, which is shared by all slices of x.</summary>
    private sealed class Backprop(Tensor x, int axis, int start) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = x.GradientBuffer(out var accumulate);
            if (!accumulate)
                dx.AsSpan().Clear();
            int outer = x.Shape.Product(0, axis), inner = x.Shape.Product(axis + 1, x.Shape.Rank), length = y.Shape[axis] * inner;
            Rows.Add(y.Engine, dy.Pointer, length, dx.Pointer + start * inner, x.Shape[axis] * inner, outer, length);
        }
    }
}
