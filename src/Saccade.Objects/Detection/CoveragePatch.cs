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

    private CoveragePatch(List<PatchPixel> pixels, int stride, double area, PositionPixels centroid) =>
        (Pixels, Stride, Area, Centroid) = (pixels, stride, area, centroid);

    public IReadOnlyList<PatchPixel> Pixels { get; }

    /// <summary>Distance between neighbouring rows and columns.</summary>
    public int Stride { get; }

    /// <summary>Of the component, in pixels.</summary>
    public double Area { get; }

    /// <summary>Its mean place, weighted by coverage.</summary>
    public PositionPixels Centroid { get; }

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
        double area = 0, sumX = 0, sumY = 0;
        foreach (var at in component.Pixels)
        {
            area += coverage[at];
            sumX += coverage[at] * (at % width + 0.5);
            sumY += coverage[at] * (at / width + 0.5);
        }
        return new(pixels, stride, area, new(sumX / area, sumY / area));
    }
}
