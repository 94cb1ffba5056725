using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Rollouts;
using Saccade.Tensors;

namespace Saccade.Counting.Historical;

/// <summary>What is said at one step of some images: of each the next place, and the probability that there is none.</summary>
/// <param name="steps">Images, each with what has been visited.</param>
internal delegate IReadOnlyList<(PointPixels Place, double Done)> Speaker(IReadOnlyList<(CountingImage Image, IReadOnlyList<PointPixels> Visited)> steps);

/// <summary>
/// Counting by marks: ask, stop where the end is likelier than a threshold, else mark the place on a fresh copy of the picture and ask again, up to a limit. The model's own marks are all that keeps it from
/// going back to where it has been.
/// </summary>
internal static class MarkedRollout
{
    /// <param name="engine">Where steps are computed.</param>
    /// <param name="images">Counted side by side; none depends on its neighbours.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="say">What answers.</param>
    public static IReadOnlyList<CountResult> Of(Engine engine, IReadOnlyList<CountingImage> images, MarkedCountOptions options, Speaker say)
    {
        var points = images.Select(_ => new List<CountedPoint>()).ToArray();
        var results = new CountResult?[images.Count];
        while (Enumerable.Range(0, images.Count).Where(n => results[n] is null).ToArray() is { Length: > 0 } open)
        {
            using var scope = engine.BeginScope();
            var said = say([.. open.Select(n => (images[n], (IReadOnlyList<PointPixels>)[.. points[n].Select(p => p.Place)]))]);
            foreach (var (n, (place, done)) in open.Zip(said))
            {
                if (done > options.Threshold)
                    results[n] = new(points[n], StopReason.NoMore, done);
                else if (points[n].Count >= options.Limit)
                    results[n] = new(points[n], StopReason.Limit, done);
                else
                    points[n].Add(new(place, 1 - done));
            }
        }
        return [.. results.Select(r => r!)];
    }
}
