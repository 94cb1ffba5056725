namespace Saccade.Tensors.Kernels.Attention;

/// <summary>Where a gradient of a projection goes, and whether it is added to what is there. One that nobody wants is not written.</summary>
internal readonly unsafe struct HeadGradient(HeadRows rows, bool accumulate)
{
    public HeadRows Rows => rows;

    public bool Accumulate => accumulate;

    /// <summary>Writes the gradients [count, headSize] of a whole head.</summary>
    public void Write(int sample, int head, float* source, nint sourceStride, int count, int headSize)
    {
        if (rows.Wanted)
            HeadBlock.WriteRows(source, sourceStride, rows.Head(sample, head), rows.Stride, count, headSize, accumulate);
    }

    /// <summary>Writes the rows from <paramref name="first"/> of a head, given as a tile [headSize, count].</summary>
    public void WriteTransposed(int sample, int head, int first, float* tile, float* scratch, int count, int headSize)
    {
        if (rows.Wanted)
            HeadBlock.WriteTransposed(tile, headSize, scratch, rows.Head(sample, head) + first * rows.Stride, rows.Stride, count, accumulate);
    }
}
