using System.Numerics;

namespace Saccade.Tensors.Operations;

/// <summary>A set of axes to reduce over, one bit an axis.</summary>
internal readonly record struct ReducedAxes(int Bits)
{
    /// <summary>The set of <paramref name="axes"/> of a shape; negative ones count from the end, none at all means every axis.</summary>
    public static ReducedAxes Of(Shape shape, ReadOnlySpan<int> axes)
    {
        if (axes.IsEmpty)
            return new ReducedAxes((1 << shape.Rank) - 1);
        var bits = 0;
        foreach (var axis in axes)
        {
            var bit = 1 << shape.Axis(axis);
            if ((bits & bit) != 0)
                throw new ArgumentException($"Axis {axis} of {shape} is named twice.", nameof(axes));
            bits |= bit;
        }
        return new ReducedAxes(bits);
    }

    public bool Contains(int axis) => (Bits >> axis & 1) == 1;

    /// <summary>The number of elements that become one.</summary>
    public int Count(Shape shape)
    {
        var count = 1;
        for (var axis = 0; axis < shape.Rank; axis++)
            count *= Contains(axis) ? shape[axis] : 1;
        return count;
    }

    /// <summary>The shape with these axes removed, or with extent 1.</summary>
    public Shape Result(Shape shape, bool keepDims)
    {
        Span<int> extents = stackalloc int[keepDims ? shape.Rank : shape.Rank - BitOperations.PopCount((uint)Bits)];
        var next = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (!Contains(axis))
                extents[next++] = shape[axis];
            else if (keepDims)
                extents[next++] = 1;
        }
        return new Shape(extents);
    }
}
