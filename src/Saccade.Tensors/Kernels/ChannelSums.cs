using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>Sums over samples and positions, one for each channel, as the bias of a convolution needs. One thread a channel.</summary>
internal static unsafe class ChannelSums
{
    /// <summary>sums[c] += the sum over n and p of x[n, c, p], for x [samples, channels, positions].</summary>
    public static void Add(Engine engine, float* x, int samples, int channels, int positions, float* sums)
    {
        engine.Workers.For(channels, (channel, _) =>
        {
            // Each sample is summed in float32 lanes, the samples in float64: large batches lose nothing.
            var sum = 0.0;
            for (var n = 0; n < samples; n++)
            {
                var image = x + ((nint)n * channels + channel) * positions;
                sum += Sum(image, positions);
            }
            sums[channel] += (float)sum;
        });
    }

    /// <summary>The sum of neighbouring numbers, in a fixed order.</summary>
    public static float Sum(float* x, int count) =>
        Simd.Bits == 512 ? Sum<Lanes512>(x, count) : Simd.Bits == 256 ? Sum<Lanes256>(x, count) : Sum<Lanes128>(x, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum<V>(float* x, int count)
        where V : struct, ILanes<V>
    {
        V a = V.Zero, b = V.Zero;
        var i = 0;
        for (; i <= count - 2 * V.Count; i += 2 * V.Count)
        {
            a += V.Load(x + i);
            b += V.Load(x + i + V.Count);
        }
        var sum = V.Sum(a + b);
        for (; i < count; i++)
            sum += x[i];
        return sum;
    }
}
