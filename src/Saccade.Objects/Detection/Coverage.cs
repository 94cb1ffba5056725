namespace Saccade.Objects.Detection;

/// <summary>
/// How much of each pixel a thing covers, from 0 to 1. Inside it is 1 however the light falls there; at an edge, where a neighbour has less than
/// half of a pixel's light, it is the pixel's share of the light next to it.
/// </summary>
internal sealed class Coverage(int width, int height)
{
    // A lit ball is dimmer towards its rim: by this much over one pixel, and by less where the picture is smoothed.
    private const float Rim = 1.7f, SmoothRim = 1.25f;

    /// <summary>(H,W); 0 where nothing was found.</summary>
    public float[] Values { get; } = new float[width * height];

    /// <param name="signal">(H,W)</param>
    /// <param name="threshold">What is below it is nothing.</param>
    /// <param name="smoothed">Whether the signal is.</param>
    public void Measure(ReadOnlySpan<float> signal, float threshold, bool smoothed)
    {
        var rim = smoothed ? SmoothRim : Rim;
        Array.Clear(Values);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var light = signal[y * width + x];
                if (light < threshold)
                    continue;
                var (least, most) = Around(signal, x, y);
                Values[y * width + x] = least >= 0.5f * light ? 1 : Math.Min(1, rim * light / most);
            }
        }
    }

    // The least and the most light of a pixel and its eight neighbours; the picture's border is no edge.
    private (float Least, float Most) Around(ReadOnlySpan<float> signal, int x, int y)
    {
        var (least, most) = (1f, 0f);
        for (var row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
        {
            for (var column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++)
            {
                var light = signal[row * width + column];
                (least, most) = (Math.Min(least, light), Math.Max(most, light));
            }
        }
        return (least, most);
    }
}
