namespace Saccade.Neural;

/// <summary>Positions as sines and cosines (Vaswani et al. 2017): PE[p, 2i] = sin(p longest^(-2i / D)), PE[p, 2i + 1] = cos of the same.</summary>
public static class SinusoidalPositions
{
    /// <param name="codes">(T, D), written.</param>
    /// <param name="width">D</param>
    /// <param name="longest">The longest wavelength, in 2 pi steps.</param>
    public static void Fill(Span<float> codes, int width, double longest = 10_000)
    {
        for (var at = 0; at < codes.Length; at++)
        {
            var (position, i) = Math.DivRem(at, width);
            var angle = position * Math.Pow(longest, -(double)(i & ~1) / width);
            codes[at] = (float)(i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }
    }
}
