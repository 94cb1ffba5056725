using Saccade.Tensors.Kernels.Attention;

namespace Saccade.Tensors.Operations;

/// <summary>Queries, keys or values: the H·D columns from <paramref name="Column"/> of a tensor [N, rows, columns].</summary>
internal readonly unsafe record struct Projection(Tensor Tensor, int Column)
{
    public HeadRows Rows(int headSize) => Of(Tensor, headSize);

    /// <summary>The gradient's place; empty if it is not wanted.</summary>
    public HeadGradient Gradient(int headSize)
    {
        if (!Tensor.WantsGradient)
            return default;
        var gradient = Tensor.GradientBuffer(out var accumulate);
        return new HeadGradient(Of(gradient, headSize), accumulate);
    }

    private HeadRows Of(Tensor tensor, int headSize)
    {
        int rows = tensor.Shape[1], columns = tensor.Shape[2];
        return new HeadRows(tensor.Pointer + Column, (nint)rows * columns, columns, headSize);
    }
}
