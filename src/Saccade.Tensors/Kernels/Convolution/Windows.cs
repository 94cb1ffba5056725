namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// The windows of an image, as seen by a product: element (tap, position) of the patch matrix is
/// <c>source[tapOffset[tap] + positionOffset[position]]</c>. That it is a sum of two offsets is what lets patches be packed straight from
/// the image: padding is copied in beforehand, and columns are sorted by their remainder to the horizontal step, so that neighbouring
/// positions of a row are neighbours in memory for any step.
/// </summary>
internal readonly record struct Windows(Extent3 Padded, Extent3 Kernel, Extent3 Stride, Extent3 Positions)
{
    /// <summary>Columns of one remainder class, the width of a padded row in memory being Stride.Width times as much.</summary>
    public int ClassWidth => (Padded.Width + Stride.Width - 1) / Stride.Width;

    public int RowStride => Stride.Width * ClassWidth;

    public int PlaneStride => Padded.Height * RowStride;

    /// <summary>Floats of one channel of one sample.</summary>
    public int ChannelStride => Padded.Depth * PlaneStride;

    /// <summary>
    /// Whether the positions of a sample, cut into vectors, are neighbours in memory within each: rows of whole vectors, or windows of one column (row)
    /// which leave no gap from row to row (plane to plane).
    /// </summary>
    public bool InVectors
    {
        get
        {
            var vector = Simd.Bits / 32;
            var (plane, perSample) = (Positions.Height * Positions.Width, Positions.Volume);
            var rowsJoin = RowStride * Stride.Height == Positions.Width;
            var planesJoin = rowsJoin && PlaneStride * Stride.Depth == plane;
            return perSample % vector == 0
                && (Positions.Width % vector == 0 || (rowsJoin && plane % vector == 0) || planesJoin);
        }
    }

    /// <summary>Writes the offsets of all taps, [channels, kd, kh, kw].</summary>
    public unsafe void TapOffsets(int channels, int* offsets)
    {
        for (var c = 0; c < channels; c++)
            for (var d = 0; d < Kernel.Depth; d++)
                for (var h = 0; h < Kernel.Height; h++)
                    for (var w = 0; w < Kernel.Width; w++)
                        *offsets++ = c * ChannelStride + d * PlaneStride + h * RowStride + w % Stride.Width * ClassWidth + w / Stride.Width;
    }

    /// <summary>Writes the offsets of the positions of <paramref name="samples"/> samples, [samples, D', H', W'].</summary>
    public unsafe void PositionOffsets(int samples, int sampleStride, int* offsets)
    {
        for (var n = 0; n < samples; n++)
            for (var d = 0; d < Positions.Depth; d++)
                for (var h = 0; h < Positions.Height; h++)
                    for (var w = 0; w < Positions.Width; w++)
                        *offsets++ = n * sampleStride + d * Stride.Depth * PlaneStride + h * Stride.Height * RowStride + w;
    }
}
