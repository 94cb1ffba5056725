using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Baselines;

/// <summary>
/// Follows the white ball through a clip by its pixels alone, one picture at a time: the brightest spot, the intensity-weighted centroid
/// of what is bright around it, and the spread of that light, which tells the disc's radius. No truth is looked at. A pixel counts by its darkest
/// channel, so that coloured things are dim. What shading does to centroid and spread is measured once, on balls drawn for the purpose.
/// </summary>
public static class PixelTrack
{
    // A spot is a ball from this mean of 3 x 3 pixels on: the faintest ball of 64 pixels has four times as much, noise of 0.05 a quarter.
    private const float FaintestSpot = 0.07f;

    // Of the spot's light; what is dimmer around it is background.
    private const float BackgroundShare = 0.25f;

    // Half of the window in which light counts, as a share of the picture: beyond the radius of the nearest ball.
    private const double WindowShare = 0.18;

    private const int Rounds = 4;

    private static readonly Calibration Shading = Calibration.Measure();

    /// <summary>The ball's spot in each frame; null where there is none to be seen.</summary>
    /// <param name="view">(T, 3, S, S) values 0 to 1: one view of a clip.</param>
    /// <param name="frames">T</param>
    /// <param name="size">S</param>
    public static BallSpot?[] Of(ReadOnlySpan<float> view, int frames, int size)
    {
        var spots = new BallSpot?[frames];
        var (white, sums) = (new float[size * size], new float[size * size]);
        for (var t = 0; t < frames; t++)
        {
            Darkest(view.Slice(t * 3 * size * size, 3 * size * size), white);
            spots[t] = Moments(white, sums, size) is { } light ? Shading.Ball(light) : null;
        }
        return spots;
    }

    // (3,S,S) to (S,S): a pixel's darkest channel.
    private static void Darkest(ReadOnlySpan<float> frame, Span<float> white)
    {
        var green = frame.Slice(white.Length, white.Length);
        var blue = frame.Slice(2 * white.Length, white.Length);
        for (var i = 0; i < white.Length; i++)
            white[i] = MathF.Min(frame[i], MathF.Min(green[i], blue[i]));
    }

    /// <summary>Centroid, spread and mean of the light around the brightest spot; null when nothing is bright.</summary>
    private static (double X, double Y, double Spread, double Light)? Moments(ReadOnlySpan<float> white, Span<float> rows, int size)
    {
        var (peak, at) = Brightest(white, rows, size);
        if (peak < FaintestSpot)
            return null;
        var half = Math.Max(3, (int)(WindowShare * size));
        double x = at % size + 0.5, y = at / size + 0.5, spread = 0, light = 0;
        // Again around the centroid, in a window about the disc that was found: far noise would weigh much in the spread.
        for (var round = 0; round < Rounds; round++)
        {
            double sum = 0, sumX = 0, sumY = 0, squares = 0, raw = 0;
            var count = 0;
            for (var row = Math.Max(0, (int)y - half); row <= Math.Min(size - 1, (int)y + half); row++)
            {
                for (var column = Math.Max(0, (int)x - half); column <= Math.Min(size - 1, (int)x + half); column++)
                {
                    var value = white[row * size + column] - BackgroundShare * peak;
                    if (value <= 0)
                        continue;
                    double px = column + 0.5 - x, py = row + 0.5 - y;
                    sum += value;
                    sumX += value * px;
                    sumY += value * py;
                    squares += value * (px * px + py * py);
                    raw += value + BackgroundShare * peak;
                    count++;
                }
            }
            var (meanX, meanY) = (sumX / sum, sumY / sum);
            spread = Math.Sqrt(Math.Max(0, squares / sum - meanX * meanX - meanY * meanY));
            light = raw / count;
            (x, y) = (x + meanX, y + meanY);
            half = Math.Min(half, (int)(2 + 2.6 * spread));
        }
        return (x, y, spread, light);
    }

    // The largest mean of 3 x 3 pixels (dark beyond the edges), and where.
    private static (float Mean, int At) Brightest(ReadOnlySpan<float> white, Span<float> rows, int size)
    {
        for (var i = 0; i < white.Length; i++)
            rows[i] = white[i] + (i % size > 0 ? white[i - 1] : 0) + (i % size < size - 1 ? white[i + 1] : 0);
        var (best, at) = (-1f, 0);
        for (var i = 0; i < white.Length; i++)
        {
            var sum = rows[i] + (i >= size ? rows[i - size] : 0) + (i + size < white.Length ? rows[i + size] : 0);
            if (sum > best)
                (best, at) = (sum, i);
        }
        return (best / 9, at);
    }

    /// <summary>Radius and centre of a drawn ball by the spread of its light: balls of known radii, drawn and measured.</summary>
    private sealed class Calibration(double[] spreads, double[] drops, double[] radii)
    {
        private const int Size = 96, Radii = 80, Places = 4;

        public static Calibration Measure()
        {
            var (spreads, drops, radii) = (new double[Radii], new double[Radii], new double[Radii]);
            var (bytes, white, rows) = (new byte[3 * Size * Size], new float[Size * Size], new float[Size * Size]);
            for (var i = 0; i < Radii; i++)
            {
                // From 0.8 to 15 pixels, each a few per cent larger than the one before.
                radii[i] = 0.8 * Math.Pow(15 / 0.8, i / (Radii - 1.0));
                for (var place = 0; place < Places * Places; place++)
                {
                    var centre = new PositionPixels(0.5 * Size + place % Places / (double)Places, 0.5 * Size + place / Places / (double)Places);
                    Array.Clear(bytes);
                    BallRenderer.Draw(bytes, Size, new(centre, radii[i], Brightness: 0.7), Tint.White);
                    for (var p = 0; p < white.Length; p++)
                        white[p] = bytes[3 * p] / 255f;
                    if (Moments(white, rows, Size) is not { } light)
                        continue;
                    spreads[i] += light.Spread / (Places * Places);
                    drops[i] += (centre.Y - light.Y) / (Places * Places);
                }
            }
            return new(spreads, drops, radii);
        }

        public BallSpot Ball((double X, double Y, double Spread, double Light) measured)
        {
            var above = Math.Clamp(Array.FindIndex(spreads, s => s > measured.Spread), 1, spreads.Length - 1);
            var share = Math.Clamp((measured.Spread - spreads[above - 1]) / (spreads[above] - spreads[above - 1]), 0, 1);
            return new(new(measured.X, measured.Y + Between(drops)), Between(radii), measured.Light);

            double Between(double[] values) => (1 - share) * values[above - 1] + share * values[above];
        }
    }
}
