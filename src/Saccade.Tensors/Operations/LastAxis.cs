namespace Saccade.Tensors.Operations;

/// <summary>A tensor as rows along its last axis.</summary>
internal readonly record struct LastAxis(int Rows, int Width)
{
    /// <exception cref="ArgumentException">A scalar has no axis.</exception>
    public static LastAxis Of(Tensor x, string operation)
    {
        if (x.Shape.Rank == 0)
            throw new ArgumentException($"{operation}: a scalar has no last axis; [.., D] is needed.", nameof(x));
        var width = x.Shape[^1];
        return new LastAxis(x.Count / Math.Max(1, width), width);
    }
}
