using Saccade.Tensors.Kernels.Attention;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Queries, keys or values: the H·D columns from <paramref name="Column"/> of a tensor [N, rows, columns]. A <paramref name="Part"/> leaves
/// other columns of it to others.
/// </summary>
internal readonly unsafe record struct Projection(Tensor Tensor, int Column, bool Part = false)
{
    public HeadRows Rows(int headSize) => Of(Tensor, headSize);

    /// <summary>The gradient's place; empty if it is not wanted.</summary>
    public HeadGradient Gradient(int headSize)
    {
        if (!Tensor.WantsGradient)
            return default;
        var gradient = Tensor.GradientBuffer(out var accumulate);
        if (Part && !accumulate)
        {
            // Whoever writes the other columns finds a buffer that is there already, and adds to it.
            gradient.AsSpan().Clear();
            accumulate = true;
        }
        return GradientIn(gradient, headSize, accumulate);
    }

    /// <summary>The place in a gradient buffer that the caller got itself.</summary>
    public HeadGradient GradientIn(Tensor gradient, int headSize, bool accumulate) => new(Of(gradient, headSize), accumulate);

    private HeadRows Of(Tensor tensor, int headSize)
    {
        int rows = tensor.Shape[1], columns = tensor.Shape[2];
        return new HeadRows(tensor.Pointer + Column, (nint)rows * columns, columns, headSize);
    }
}
