namespace Saccade.Objects.Detection;

/// <summary>
/// How far each pixel of a frame stands out, from 0 to 1: its strongest channel, or with a background the channel that is farthest from it.
/// Where the frame is noisy the picture is smoothed, and the threshold raised above what is left of the noise.
/// </summary>
internal sealed class Signal(int width, int height, byte[]? background)
{
    // In a black frame, where half of the noise is cut off at 0, three of four steps between neighbours are below 1.1 deviations.
    private const double StepQuantile = 0.75, QuantileInDeviations = 1.1;

    // Noise passes five of its deviations in one of three million pixels. Smoothing with 1 2 1 in both directions leaves 3/8 of it.
    private const double Clear = 5, SmoothedShare = 0.375;

    private readonly float[] raw = new float[width * height], rows = new float[width * height];

    /// <summary>(H,W)</summary>
    public ReadOnlySpan<float> Values => raw;

    /// <summary>Whether the frame that was read was too noisy as it was.</summary>
    public bool Smoothed { get; private set; }

    /// <summary>Of the frame that was read: the one asked for, or more if its noise calls for that.</summary>
    public float Threshold { get; private set; }

    /// <param name="frame">(H,W,3)</param>
    /// <param name="threshold">The least to be used.</param>
    public void Read(ReadOnlySpan<byte> frame, double threshold)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            int r = frame[3 * i], g = frame[3 * i + 1], b = frame[3 * i + 2];
            if (background is not null)
                (r, g, b) = (Math.Abs(r - background[3 * i]), Math.Abs(g - background[3 * i + 1]), Math.Abs(b - background[3 * i + 2]));
            raw[i] = Math.Max(r, Math.Max(g, b)) / 255f;
        }
        var noise = Noise();
        Smoothed = Clear * noise > threshold;
        Threshold = (float)(Smoothed ? Math.Max(threshold, Clear * SmoothedShare * noise) : threshold);
        if (Smoothed)
            Smooth();
    }

    // The noise's standard deviation from the steps between neighbours in a row: few of them are edges of anything.
    private double Noise()
    {
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        for (var y = 0; y < height; y++)
        {
            for (var i = y * width + 1; i < (y + 1) * width; i++)
                histogram[(int)(255 * Math.Abs(raw[i] - raw[i - 1]) + 0.5f)]++;
        }
        var rest = StepQuantile * height * (width - 1);
        var level = 0;
        for (; level < 255 && (rest -= histogram[level]) > 0; level++)
        {
        }
        return level / 255.0 / QuantileInDeviations;
    }

    private void Smooth()
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var i = y * width + x;
                rows[i] = 0.25f * (raw[x > 0 ? i - 1 : i] + 2 * raw[i] + raw[x < width - 1 ? i + 1 : i]);
            }
        }
        for (var i = 0; i < rows.Length; i++)
            raw[i] = 0.25f * (rows[i >= width ? i - width : i] + 2 * rows[i] + rows[i < rows.Length - width ? i + width : i]);
    }
}
