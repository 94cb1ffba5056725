namespace Saccade.Tensors.Operations;

/// <summary>Copies values into a tensor that was made before, such as one that outlives the scope in which they were worked out.</summary>
public static class CopyOperation
{
    /// <summary>Writes x's values into <paramref name="target"/>, of x's shape. No gradient goes back from there.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void CopyTo(this Tensor x, Tensor target)
    {
        if (x.Shape != target.Shape)
            throw new ArgumentException($"CopyTo: {x.Shape} cannot be written into {target.Shape}.", nameof(target));
        x.AsSpan().CopyTo(target.AsSpan());
        x.Engine.Trace?.Add(nameof(CopyTo), target, [x]);
    }
}
