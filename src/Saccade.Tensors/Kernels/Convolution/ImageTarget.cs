using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// Where the product [channels, positions of a wave of samples] goes: element (m, n) to <c>image[m * channelStride + offsets[n]]</c>.
/// </summary>
/// <param name="image">The first element of the first sample, at the group's first channel.</param>
/// <param name="channelStride">Floats from channel to channel.</param>
/// <param name="offsets">Where each position lies.</param>
/// <param name="contiguous">True if the positions of any whole panel are known to be neighbours in memory.</param>
internal readonly unsafe struct ImageTarget(float* image, nint channelStride, int* offsets, bool contiguous) : ITarget
{
    public nint Stride => channelStride;

    public float* Direct(int m, int n) => contiguous ? image + m * channelStride + offsets[n] : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(float* tile, int m, int rows, int n, int columns, bool accumulate)
    {
        // The columns as runs that are neighbours in the image; groups of four go as vectors.
        var at = offsets + n;
        for (var start = 0; start < columns;)
        {
            var end = start + 1;
            while (end < columns && at[end] == at[start] + end - start)
                end++;
            var source = tile + start;
            var target = image + m * channelStride + at[start];
            for (var i = 0; i < rows; i++, source += MicroKernel.Columns, target += channelStride)
            {
                var j = 0;
                for (; j <= end - start - 4; j += 4)
                {
                    var values = Vector128.Load(source + j);
                    (accumulate ? values + Vector128.Load(target + j) : values).Store(target + j);
                }
                for (; j < end - start; j++)
                    target[j] = accumulate ? source[j] + target[j] : source[j];
            }
            start = end;
        }
    }
}
