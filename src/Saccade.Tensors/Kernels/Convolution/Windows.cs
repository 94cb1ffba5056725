using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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

/// <summary>Copies images into the layout of <see cref="Windows"/>.</summary>
internal static unsafe class PaddedImages
{
    private static readonly Vector512<int> EvenElements = Vector512.CreateSequence(0, 2);

    /// <param name="engine">Whose threads work.</param>
    /// <param name="source">[images, D, H, W]</param>
    /// <param name="images">Samples times channels.</param>
    /// <param name="size">D, H, W.</param>
    /// <param name="origin">Where padded element (0, 0, 0) lies in the image: minus the padding before. Elements outside the image are 0.</param>
    /// <param name="windows">The layout.</param>
    /// <param name="destination">[images, ChannelStride]</param>
    public static void Copy(Engine engine, float* source, int images, Extent3 size, Extent3 origin, Windows windows, float* destination)
    {
        var perChunk = Math.Max(1, Elementwise.Grain / windows.ChannelStride);
        engine.Workers.For((images + perChunk - 1) / perChunk, (chunk, _) =>
        {
            for (var image = chunk * perChunk; image < Math.Min((chunk + 1) * perChunk, images); image++)
                CopyImage(source + (nint)image * size.Volume, size, origin, windows, destination + (nint)image * windows.ChannelStride);
        });
    }

    private static void CopyImage(float* source, Extent3 size, Extent3 origin, Windows windows, float* destination)
    {
        for (var d = 0; d < windows.Padded.Depth; d++)
        {
            var sourceDepth = d + origin.Depth;
            if ((uint)sourceDepth >= (uint)size.Depth)
            {
                new Span<float>(destination, windows.PlaneStride).Clear();
                destination += windows.PlaneStride;
                continue;
            }
            for (var h = 0; h < windows.Padded.Height; h++, destination += windows.RowStride)
            {
                var sourceHeight = h + origin.Height;
                if ((uint)sourceHeight >= (uint)size.Height)
                    new Span<float>(destination, windows.RowStride).Clear();
                else
                    CopyRow(source + (sourceDepth * size.Height + sourceHeight) * size.Width, size.Width, origin.Width, windows, destination);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRow(float* source, int width, int origin, Windows windows, float* destination)
    {
        int step = windows.Stride.Width, classWidth = windows.ClassWidth;
        for (var remainder = 0; remainder < step; remainder++, destination += classWidth)
        {
            // Element q of this class is column q * step + remainder + origin of the image.
            var first = Math.Clamp((-origin - remainder + step - 1) / step, 0, classWidth);
            var beyond = Math.Clamp((width - origin - remainder + step - 1) / step, first, classWidth);
            var from = source + first * step + remainder + origin;
            var q = 0;
            for (; q < first; q++)
                destination[q] = 0;
            if (step == 1)
            {
                for (; q <= beyond - 4; q += 4, from += 4)
                    Vector128.Load(from).Store(destination + q);
            }
            else if (step == 2 && Simd.Bits == 512)
            {
                // Sixteen of every other element; the last load must not reach past the row.
                for (; q <= beyond - 16 && from + 32 <= source + width; q += 16, from += 32)
                    Avx512F.PermuteVar16x32x2(Vector512.Load(from), EvenElements, Vector512.Load(from + 16)).Store(destination + q);
            }
            for (; q < beyond; q++, from += step)
                destination[q] = *from;
            for (; q < classWidth; q++)
                destination[q] = 0;
        }
    }
}
