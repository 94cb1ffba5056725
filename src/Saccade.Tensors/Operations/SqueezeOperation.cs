namespace Saccade.Tensors.Operations;

/// <summary>Takes axes of extent 1 away and puts them in: free, as reshapes are.</summary>
public static class SqueezeOperation
{
    /// <summary>x without <paramref name="axis"/>, whose extent must be 1.</summary>
    public static Tensor Squeeze(this Tensor x, int axis)
    {
        axis = x.Shape.Axis(axis);
        if (x.Shape[axis] != 1)
            throw new ArgumentException($"Axis {axis} of {x.Shape} has more than one element.", nameof(axis));
        var shape = x.Shape.Without(axis);
        Span<int> extents = stackalloc int[shape.Rank];
        shape.CopyTo(extents);
        return x.Reshape(extents);
    }

    /// <summary>x with a new axis of extent 1 at <paramref name="axis"/> of the result (-1: the last).</summary>
    public static Tensor Unsqueeze(this Tensor x, int axis)
    {
        var rank = x.Shape.Rank + 1;
        var position = axis < 0 ? axis + rank : axis;
        if ((uint)position >= (uint)rank)
            throw new ArgumentOutOfRangeException(nameof(axis), $"{x.Shape} has no place for a new axis {axis}.");
        Span<int> extents = stackalloc int[rank];
        for (var i = 0; i < rank; i++)
            extents[i] = i == position ? 1 : x.Shape[i < position ? i : i - 1];
        return x.Reshape(extents);
    }
}
