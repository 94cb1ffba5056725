namespace Saccade.Trajectories.Clips;

/// <summary>
/// Adds independent Gaussian noise, in whole levels, to every pixel and clips at 0 and 255. The three channels of a pixel get the same,
/// so that grey stays grey. Noise is read from a table of the distribution's quantiles: one random 16-bit number a pixel.
/// </summary>
public sealed class PixelNoise
{
    private readonly short[] quantiles = new short[1 << 16];

    /// <param name="deviation">Standard deviation as a share of full scale, above 0.</param>
    public PixelNoise(double deviation)
    {
        const int Range = 1024;
        var levels = 255 * deviation;
        var weights = Enumerable.Range(-Range, 2 * Range + 1).Select(k => Math.Exp(-0.5 * k * k / (levels * levels))).ToArray();
        var unit = quantiles.Length / weights.Sum();
        var (level, reached) = (0, weights[0] * unit);
        for (var i = 0; i < quantiles.Length; i++)
        {
            while (reached < i + 0.5 && level < 2 * Range)
                reached += unit * weights[++level];
            quantiles[i] = (short)(level - Range);
        }
    }

    /// <param name="clip">(.., 3) bytes.</param>
    /// <param name="random">The sample's.</param>
    public void AddTo(Span<byte> clip, SampleRandom random)
    {
        for (int block = 0, at = 0; at < clip.Length; block++)
        {
            var bits = random.Bits(block);
            AddTo(clip, ref at, bits.X0);
            AddTo(clip, ref at, bits.X1);
            AddTo(clip, ref at, bits.X2);
            AddTo(clip, ref at, bits.X3);
        }
    }

    // Two pixels, or as many as are left.
    private void AddTo(Span<byte> clip, ref int at, uint bits)
    {
        for (var half = 0; half < 2 && at < clip.Length; half++, bits >>= 16, at += 3)
        {
            int level = quantiles[bits & 0xFFFF];
            var pixel = clip.Slice(at, 3);
            foreach (ref var value in pixel)
                value = (byte)Math.Clamp(value + level, 0, 255);
        }
    }
}
