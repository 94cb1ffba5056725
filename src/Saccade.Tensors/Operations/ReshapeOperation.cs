using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Reshape: the same elements in the same order under another shape. Free in both directions: memory is shared.</summary>
internal static class ReshapeOperation
{
    public static Tensor Reshape(Tensor x, ReadOnlySpan<int> extents)
    {
        var shape = Resolve(x.Shape, extents);
        var y = x.View(0, shape);
        x.Engine.Trace?.Add(nameof(Reshape), y, [x]);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x));
        return y;
    }

    private static Shape Resolve(Shape from, ReadOnlySpan<int> extents)
    {
        Span<int> resolved = stackalloc int[extents.Length];
        extents.CopyTo(resolved);
        var unknown = extents.IndexOf(-1);
        if (unknown >= 0)
        {
            var known = 1;
            for (var axis = 0; axis < resolved.Length; axis++)
                known *= axis == unknown ? 1 : resolved[axis];
            resolved[unknown] = known == 0 ? 0 : from.Count / known;
        }
        var shape = new Shape(resolved);
        return shape.Count == from.Count
            ? shape
            : throw new ArgumentException($"{from} has {from.Count} elements and cannot become {shape}.", nameof(extents));
    }

    private sealed class Backprop(Tensor x) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy) => x.AddGradient(dy.View(0, x.Shape));
    }
}
