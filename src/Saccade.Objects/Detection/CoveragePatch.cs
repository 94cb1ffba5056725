using Saccade.Trajectories;

namespace Saccade.Objects.Detection;

/// <summary>A pixel of a patch: its centre, and how much of it the thing covers.</summary>
internal readonly record struct PatchPixel(double X, double Y, float Coverage);

/// <summary>
/// The pixels that say what shape a component has: its own and the empty ones around it. Those of other components are left out, since what is behind
/// them is not known. Of a large component every second, third, .. row and column are taken.
/// </summary>
internal sealed class CoveragePatch
{
    // More pixels do not make the fit any better that matters.
    private const int MostPixels = 4096;

    private CoveragePatch(List<PatchPixel> pixels, int stride, double area, PositionPixels centroid, double elongation) =>
        (Pixels, Stride, Area, Centroid, Elongation) = (pixels, stride, area, centroid, elongation);

    public IReadOnlyList<PatchPixel> Pixels { get; }

    /// <summary>Distance between neighbouring rows and columns.</summary>
    public int Stride { get; }

    /// <summary>Of the component, in pixels.</summary>
    public double Area { get; }

    /// <summary>Its mean place, weighted by coverage.</summary>
    public PositionPixels Centroid { get; }

    /// <summary>Its variance along the axis on which it is longest over that across: 1 for a disc, about 2 for two that overlap by half.</summary>
    public double Elongation { get; }

    /// <param name="component">The one to look at.</param>
    /// <param name="also">Label of another that belongs to it; 0 without one.</param>
    /// <param name="coverage">(H,W)</param>
    /// <param name="labels">(H,W)</param>
    /// <param name="width">W</param>
    public static CoveragePatch Of(Component component, int also, float[] coverage, int[] labels, int width)
    {
        var height = labels.Length / width;
        var box = component.Box;
        var stride = (int)Math.Ceiling(Math.Sqrt((box.Width + 2.0) * (box.Height + 2) / MostPixels));
        var pixels = new List<PatchPixel>();
        for (var y = Math.Max(0, box.Top - stride); y < Math.Min(height, box.Top + box.Height + stride); y += stride)
        {
            for (var x = Math.Max(0, box.Left - stride); x < Math.Min(width, box.Left + box.Width + stride); x += stride)
            {
                var label = labels[y * width + x];
                if (label == 0 || label == component.Label || label == also)
                    pixels.Add(new(x + 0.5, y + 0.5, label == 0 ? 0 : coverage[y * width + x]));
            }
        }
        double area = 0, sumX = 0, sumY = 0, sumXX = 0, sumXY = 0, sumYY = 0;
        foreach (var at in component.Pixels)
        {
            // From the box's corner, so that squares stay small.
            var (weight, x, y) = ((double)coverage[at], at % width + 0.5 - box.Left, at / width + 0.5 - box.Top);
            area += weight;
            (sumX, sumY) = (sumX + weight * x, sumY + weight * y);
            (sumXX, sumXY, sumYY) = (sumXX + weight * x * x, sumXY + weight * x * y, sumYY + weight * y * y);
        }
        var (meanX, meanY) = (sumX / area, sumY / area);
        var (varianceX, covariance, varianceY) = (sumXX / area - meanX * meanX, sumXY / area - meanX * meanY, sumYY / area - meanY * meanY);
        var (middle, off) = (0.5 * (varianceX + varianceY), Math.Sqrt(0.25 * (varianceX - varianceY) * (varianceX - varianceY) + covariance * covariance));
        return new(pixels, stride, area, new(box.Left + meanX, box.Top + meanY), middle > off ? (middle + off) / (middle - off) : double.PositiveInfinity);
    }
}
