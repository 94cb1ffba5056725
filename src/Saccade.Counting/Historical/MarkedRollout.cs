using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Tensors;

namespace Saccade.Counting.Historical;

/// <summary>What is said at one step of some images: of each the next place, and the log-odds that there is none.</summary>
/// <param name="steps">Images, each with what has been visited.</param>
internal delegate IReadOnlyList<(PointPixels Place, double End)> Speaker(IReadOnlyList<(CountingImage Image, IReadOnlyList<PointPixels> Visited)> steps);

/// <summary>
/// Counting by marks: ask, stop where the end is likely enough, else mark the place on a fresh copy of the picture and ask again, up to a limit. The model's own marks are all that keeps it from going back to
/// where it has been.
/// </summary>
internal static class MarkedRollout
{
    /// <param name="engine">Where steps are computed.</param>
    /// <param name="images">Counted side by side; none depends on its neighbours.</param>
    /// <param name="limit">Points after which counting is given up.</param>
    /// <param name="stopping">What is likely enough.</param>
    /// <param name="say">What answers.</param>
    /// <returns>A trace for each image, up to where it stopped.</returns>
    public static IReadOnlyList<CountTrace> Of(Engine engine, IReadOnlyList<CountingImage> images, int limit, CountStopping stopping, Speaker say)
    {
        var points = images.Select(_ => new List<PointPixels>()).ToArray();
        var ends = images.Select(_ => new List<double>()).ToArray();
        var reasons = new StopReason?[images.Count];
        while (Enumerable.Range(0, images.Count).Where(n => reasons[n] is null).ToArray() is { Length: > 0 } open)
        {
            using var scope = engine.BeginScope();
            var said = say([.. open.Select(n => (images[n], (IReadOnlyList<PointPixels>)[.. points[n]]))]);
            foreach (var (n, (place, end)) in open.Zip(said))
            {
                ends[n].Add(end);
                if (stopping.Stops(end))
                    reasons[n] = StopReason.NoMore;
                else if (points[n].Count >= limit)
                    reasons[n] = StopReason.Limit;
                else
                    points[n].Add(place);
            }
        }
        return [.. reasons.Select((reason, n) => new CountTrace(points[n], ends[n], reason!.Value))];
    }
}
