using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>Copies images into the layout of <see cref="Windows"/>: zeros around them, columns sorted by their remainder to the horizontal step.</summary>
internal static unsafe class PaddedImages
{
    private static readonly Vector512<int> EvenOfTwo = Vector512.CreateSequence(0, 2);

    // Every fourth of sixteen, then of sixteen that lie three to the left, so that a load ends with the last one wanted.
    private static readonly Vector512<int> FourthOfTwo = Vector512.Create(0, 4, 8, 12, 19, 23, 27, 31, 0, 4, 8, 12, 19, 23, 27, 31);

    /// <param name="engine">Whose threads work.</param>
    /// <param name="source">[images, D, H, W]</param>
    /// <param name="images">Samples times channels.</param>
    /// <param name="size">D, H, W.</param>
    /// <param name="origin">Where padded element (0, 0, 0) lies in the image: minus the padding before. Elements outside the image are 0.</param>
    /// <param name="windows">The layout.</param>
    /// <param name="destination">[images, ChannelStride]</param>
    public static void Copy(Engine engine, float* source, int images, Extent3 size, Extent3 origin, Windows windows, float* destination)
    {
        var classes = stackalloc ColumnClass[windows.Stride.Width];
        for (var remainder = 0; remainder < windows.Stride.Width; remainder++)
            classes[remainder] = new ColumnClass(size.Width, origin.Width, windows, remainder);
        var perChunk = Math.Max(1, Elementwise.Grain / windows.ChannelStride);
        engine.Workers.For((images + perChunk - 1) / perChunk, (chunk, _) =>
        {
            for (var image = chunk * perChunk; image < Math.Min((chunk + 1) * perChunk, images); image++)
                CopyImage(source + (nint)image * size.Volume, size, origin, windows, classes, destination + (nint)image * windows.ChannelStride);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyImage(float* source, Extent3 size, Extent3 origin, Windows windows, ColumnClass* classes, float* destination)
    {
        int height = windows.Padded.Height, step = windows.Stride.Width, classWidth = windows.ClassWidth;
        for (var d = 0; d < windows.Padded.Depth; d++)
        {
            var depth = d + origin.Depth;
            var plane = source + (nint)depth * size.Height * size.Width;
            var outside = (uint)depth >= (uint)size.Depth;
            for (var h = 0; h < height; h++)
            {
                var row = h + origin.Height;
                if (outside || (uint)row >= (uint)size.Height)
                {
                    for (var i = 0; i < windows.RowStride; i++)
                        destination[i] = 0;
                    destination += windows.RowStride;
                    continue;
                }
                for (var remainder = 0; remainder < step; remainder++, destination += classWidth)
                    CopyColumns(plane + row * size.Width, size.Width, step, classes[remainder], classWidth, destination);
            }
        }
    }

    /// <summary>One class of a row: zeros, every step-th element, zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyColumns(float* row, int width, int step, ColumnClass columns, int classWidth, float* destination)
    {
        var q = 0;
        for (; q < columns.First; q++)
            destination[q] = 0;
        var from = row + columns.Source;
        if (step == 1)
        {
            for (; q <= columns.Beyond - 16; q += 16, from += 16)
                Vector512.Load(from).Store(destination + q);
            for (; q <= columns.Beyond - 4; q += 4, from += 4)
                Vector128.Load(from).Store(destination + q);
        }
        else if (step == 2 && Simd.Bits == 512)
        {
            // Every other one of 32, then of 16 elements; a load must not reach past the row.
            for (; q <= columns.Beyond - 16 && from + 32 <= row + width; q += 16, from += 32)
                Avx512F.PermuteVar16x32x2(Vector512.Load(from), EvenOfTwo, Vector512.Load(from + 16)).Store(destination + q);
            for (; q <= columns.Beyond - 8 && from + 16 <= row + width; q += 8, from += 16)
            {
                var both = Vector512.Load(from);
                Avx512F.PermuteVar16x32x2(both, EvenOfTwo, both).GetLower().Store(destination + q);
            }
        }
        else if (step == 4 && Simd.Bits == 512)
        {
            for (; q <= columns.Beyond - 8; q += 8, from += 32)
                Avx512F.PermuteVar16x32x2(Vector512.Load(from), FourthOfTwo, Vector512.Load(from + 13)).GetLower().Store(destination + q);
        }
        for (; q < columns.Beyond; q++, from += step)
            destination[q] = *from;
        for (; q < classWidth; q++)
            destination[q] = 0;
    }

    /// <summary>Which elements of a padded row's class lie in the image, worked out once for all rows.</summary>
    private readonly struct ColumnClass
    {
        public ColumnClass(int width, int origin, Windows windows, int remainder)
        {
            // Element q of this class is column q * step + remainder + origin of the image.
            var step = windows.Stride.Width;
            First = Math.Clamp(RoundUp(-origin - remainder, step), 0, windows.ClassWidth);
            Beyond = Math.Clamp(RoundUp(width - origin - remainder, step), First, windows.ClassWidth);
            Source = First * step + remainder + origin;
        }

        public int First { get; }

        public int Beyond { get; }

        /// <summary>The image's column of the first element inside.</summary>
        public int Source { get; }

        private static int RoundUp(int dividend, int divisor) => dividend <= 0 ? 0 : (dividend + divisor - 1) / divisor;
    }
}
