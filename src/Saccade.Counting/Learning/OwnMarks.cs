using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Tensors.Random;

namespace Saccade.Counting.Learning;

/// <summary>
/// Steps of counting whose marks a model set itself, with what is right to do there (Ross et al. 2011): what has no mark of its own is left, whatever was marked twice, beside or in vain. Of each count its end
/// is taken, where most mistakes show, and others at random.
/// </summary>
internal static class OwnMarks
{
    /// <summary>Points beyond the number of things after which a count in training is given up.</summary>
    public const int Spare = 3;

    /// <param name="batch">The images.</param>
    /// <param name="counts">What the model counted in each.</param>
    /// <param name="each">Steps of an image.</param>
    /// <param name="key">Of this batch; each image has its own draws.</param>
    public static IEnumerable<CountingStep> Steps(CountingBatch batch, IReadOnlyList<CountResult> counts, int each, RandomKey key)
    {
        for (var n = 0; n < batch.Count; n++)
        {
            var points = counts[n].Points;
            for (var i = 0; i < each; i++)
                yield return Step(batch.Images[n], n, points, i == 0 ? points.Count : key.Integer((ulong)((n * each) + i), points.Count + 1));
        }
    }

    private static CountingStep Step(CountingImage image, int place, IReadOnlyList<CountedPoint> points, int visited)
    {
        PointPixels[] marks = [.. points.Take(visited).Select(p => p.Place)];
        var radius = CountingMetrics.Radius / CountingMetrics.LongAxis * Math.Max(image.Picture.Width, image.Picture.Height);
        var marked = PointMatching.Pairs(marks, image.Places, radius).Select(p => p.Truth).ToHashSet();
        return new(place, marks, [.. Enumerable.Range(0, image.Places.Count).Where(thing => !marked.Contains(thing))]);
    }
}
