using Saccade.Counting.Geometry;

namespace Saccade.Counting.Metrics;

/// <summary>
/// Pairs counted places with true ones, one to one, within a radius: nearest pairs first (ties by the order of counting), which for things that lie apart is the assignment of least distance.
/// </summary>
internal static class PointMatching
{
    /// <param name="said">Counted places.</param>
    /// <param name="truth">True ones.</param>
    /// <param name="radius">Farther pairs are none.</param>
    /// <returns>Indices and distance of each pair, the nearest first.</returns>
    public static IReadOnlyList<PointPair> Pairs(IReadOnlyList<PointPixels> said, IReadOnlyList<PointPixels> truth, double radius)
    {
        var pairs = said.Index()
            .SelectMany(s => truth.Index().Select(t => new PointPair(s.Index, t.Index, s.Item.DistanceTo(t.Item))))
            .Where(p => p.Distance <= radius)
            .OrderBy(p => p.Distance).ThenBy(p => p.Said).ThenBy(p => p.Truth);
        var (usedSaid, usedTruth, taken) = (new bool[said.Count], new bool[truth.Count], new List<PointPair>());
        foreach (var pair in pairs)
        {
            if (usedSaid[pair.Said] || usedTruth[pair.Truth])
                continue;
            (usedSaid[pair.Said], usedTruth[pair.Truth]) = (true, true);
            taken.Add(pair);
        }
        return taken;
    }

    /// <summary>Counted places that are nobody's own, but lie within the radius of a thing that another one was paired with: counted twice.</summary>
    /// <param name="said">Counted places.</param>
    /// <param name="truth">True ones.</param>
    /// <param name="radius">Of the pairs.</param>
    /// <param name="pairs">As <see cref="Pairs"/> gave them.</param>
    public static IEnumerable<int> Duplicates(IReadOnlyList<PointPixels> said, IReadOnlyList<PointPixels> truth, double radius, IReadOnlyList<PointPair> pairs)
    {
        var paired = pairs.Select(p => p.Said).ToHashSet();
        return Enumerable.Range(0, said.Count).Where(s => !paired.Contains(s) && pairs.Any(p => said[s].DistanceTo(truth[p.Truth]) <= radius));
    }
}

/// <summary>A counted place and the thing that it stands for.</summary>
/// <param name="Said">Which counted place.</param>
/// <param name="Truth">Which thing.</param>
/// <param name="Distance">Between both.</param>
internal readonly record struct PointPair(int Said, int Truth, double Distance);
