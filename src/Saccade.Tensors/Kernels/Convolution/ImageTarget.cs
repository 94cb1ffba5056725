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

    public void Write(float* tile, int m, int rows, int n, int columns, bool accumulate)
    {
        var at = offsets + n;
        for (var i = 0; i < rows; i++, tile += MicroKernel.Columns)
        {
            var channel = image + (m + i) * channelStride;
            if (accumulate)
            {
                for (var j = 0; j < columns; j++)
                    channel[at[j]] = tile[j] + channel[at[j]];
            }
            else
            {
                for (var j = 0; j < columns; j++)
                    channel[at[j]] = tile[j];
            }
        }
    }
}
