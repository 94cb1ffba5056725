namespace Saccade.Tensors.Operations;

/// <summary>Checks indices before a kernel follows them.</summary>
internal static class IndexRange
{
    /// <exception cref="ArgumentOutOfRangeException">An index is not in [0, <paramref name="bound"/>).</exception>
    public static void Check(IntTensor indices, int bound, string operation)
    {
        var values = indices.AsSpan();
        for (var i = 0; i < values.Length; i++)
            if ((uint)values[i] >= (uint)bound)
                throw new ArgumentOutOfRangeException(
                    nameof(indices), $"{operation}: index {values[i]} at position {i} of {indices.Shape} is outside the valid range [0, {bound}).");
    }
}
