namespace Saccade.Tensors.Operations;

/// <summary>Indices as vectors of zeros with a single one.</summary>
public static class OneHotOperation
{
    /// <summary>A tensor with the shape of the indices and a last axis of <paramref name="classes"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not in [0, classes).</exception>
    public static Tensor OneHot(this IntTensor indices, int classes)
    {
        IndexRange.Check(indices, classes, nameof(OneHot));
        Span<int> extents = stackalloc int[indices.Shape.Rank + 1];
        indices.Shape.CopyTo(extents);
        extents[^1] = classes;
        var y = indices.Engine.Zeros(extents);
        Span<float> values = y.AsSpan();
        ReadOnlySpan<int> index = indices.AsSpan();
        for (var i = 0; i < index.Length; i++)
            values[i * classes + index[i]] = 1;
        indices.Engine.Trace?.Add(nameof(OneHot), y, [], classes, indices);
        return y;
    }
}
