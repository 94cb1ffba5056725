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
    /// <returns>The distance of each pair.</returns>
    public static IReadOnlyList<double> Distances(IReadOnlyList<PointPixels> said, IReadOnlyList<PointPixels> truth, double radius)
    {
        var pairs = said.Index()
            .SelectMany(s => truth.Index().Select(t => (Said: s.Index, Truth: t.Index, Distance: s.Item.DistanceTo(t.Item))))
            .Where(p => p.Distance <= radius)
            .OrderBy(p => p.Distance).ThenBy(p => p.Said).ThenBy(p => p.Truth);
        var (usedSaid, usedTruth, distances) = (new bool[said.Count], new bool[truth.Count], new List<double>());
        foreach (var (s, t, distance) in pairs)
        {
            if (usedSaid[s] || usedTruth[t])
                continue;
            (usedSaid[s], usedTruth[t]) = (true, true);
            distances.Add(distance);
        }
        return distances;
    }
}
