namespace Saccade.Tensors.Kernels.Attention;

/// <summary>Where the heads of a projection [N, rows, columns] lie: head h of sample n is a matrix [rows, D] of strided rows.</summary>
/// <param name="first">The first element of head 0 of sample 0; null for a gradient that nobody wants.</param>
/// <param name="sampleStride">Floats from sample to sample.</param>
/// <param name="stride">Floats from row to row.</param>
/// <param name="size">D: columns of a head.</param>
internal readonly unsafe struct HeadRows(float* first, nint sampleStride, nint stride, int size)
{
    public bool Wanted => first is not null;

    public nint Stride => stride;

    public float* Head(int sample, int head) => first + sample * sampleStride + (nint)head * size;
}
