using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Puts tensors one after another along an axis.</summary>
public static unsafe class ConcatOperation
{
    /// <summary>The parts joined along <paramref name="axis"/>; their other extents must be equal.</summary>
    public static Tensor Concat(this ReadOnlySpan<Tensor> parts, int axis)
    {
        if (parts.IsEmpty)
            throw new ArgumentException("There is nothing to concatenate.", nameof(parts));
        var shape = parts[0].Shape;
        axis = shape.Axis(axis);
        var total = 0;
        var records = false;
        var engine = parts[0].Engine;
        foreach (var part in parts)
        {
            if (part.Shape.Rank != shape.Rank || part.Shape.With(axis, 0) != shape.With(axis, 0))
                throw new ArgumentException($"The shapes {shape} and {part.Shape} differ in other axes than {axis}.", nameof(parts));
            total += part.Shape[axis];
            records |= engine.Records(part);
        }
        var y = engine.Empty(shape.With(axis, total));
        int outer = shape.Product(0, axis), inner = shape.Product(axis + 1, shape.Rank);
        var offset = 0;
        foreach (var part in parts)
        {
            var length = part.Shape[axis] * inner;
            Rows.Copy(engine, part.Pointer, length, y.Pointer + offset, total * inner, outer, length);
            offset += length;
        }
        engine.Trace?.Add(nameof(Concat), y, [.. parts], axis);
        if (records)
        {
            // A list, since a steady step makes no arrays.
            Part? list = null;
            for (var i = parts.Length - 1; i >= 0; i--)
                list = new Part(parts[i], list);
            engine.Record(y, new Backprop(list, axis));
        }
        return y;
    }

    /// <summary>The parts joined along <paramref name="axis"/>.</summary>
    public static Tensor Concat(this Tensor[] parts, int axis) => new ReadOnlySpan<Tensor>(parts).Concat(axis);

    /// <summary>Tensors of one shape joined along a new axis.</summary>
    public static Tensor Stack(this Tensor[] parts, int axis) => Array.ConvertAll(parts, part => part.Unsqueeze(axis)).Concat(axis);

    private sealed record Part(Tensor Tensor, Part? Next);

    /// <summary>Each part takes its stretch of dy.</summary>
    private sealed class Backprop(Part? first, int axis) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            int outer = y.Shape.Product(0, axis), inner = y.Shape.Product(axis + 1, y.Shape.Rank);
            var offset = 0;
            for (var rest = first; rest is not null; rest = rest.Next)
            {
                var part = rest.Tensor;
                var length = part.Shape[axis] * inner;
                if (part.WantsGradient)
                {
                    var dx = y.Engine.Empty(part.Shape);
                    Rows.Copy(y.Engine, dy.Pointer + offset, y.Shape[axis] * inner, dx.Pointer, length, outer, length);
                    part.AddGradient(dx);
                }
                offset += length;
            }
        }
    }
}
