using Saccade.Counting.Geometry;
using Saccade.Counting.Rollouts;

namespace Saccade.Counting.Tiles;

/// <summary>
/// Makes one count of the counts of overlapping tiles. A point counts only where its tile sees the place about as well (as far from an edge that cuts) as any other tile does, since at its edge a tile sees
/// halves of things; and a thing that several tiles point at counts once, where it is seen best. Points of one tile are never taken for one thing, and one point is taken for at most one of each tile.
/// </summary>
internal static class TileMerge
{
    // Of the usual distance between things; and of a tile, where that is large or nothing is known of it.
    private const double SpacingShare = 0.4, LargestShare = 1 / 16.0;

    /// <param name="tiles">Tiles with their points in pixels of the image.</param>
    /// <param name="image">The image's size.</param>
    /// <param name="marks">What is counted already; near them nothing is new.</param>
    /// <returns>The points in reading order.</returns>
    public static IReadOnlyList<CountedPoint> Merge(IReadOnlyList<(Tile Tile, IReadOnlyList<CountedPoint> Points)> tiles, ImagePlane image, IReadOnlyList<PointPixels> marks)
    {
        var spacing = Spacing.Within(tiles.Select(t => (IReadOnlyList<PointPixels>)[.. t.Points.Select(p => p.Place)]));
        var largest = LargestShare * tiles.Max(t => Math.Max(t.Tile.Width, t.Tile.Height));
        var radius = Math.Min(SpacingShare * (spacing ?? double.PositiveInfinity), largest);
        var candidates = tiles.Index()
            .SelectMany(t => t.Item.Points.Select(p => new Candidate(p, t.Index, t.Item.Tile.Margin(p.Place, image))))
            .Where(c => c.Margin >= tiles.Max(t => t.Tile.Margin(c.Point.Place, image)) - radius)
            .OrderByDescending(c => c.Margin).ThenBy(c => c.Tile);
        var accepted = marks.Select(m => new Accepted(m, null, [])).ToList();
        foreach (var candidate in candidates)
        {
            if (Same(accepted, candidate, radius) is { } same)
                same.Absorbed.Add(candidate.Tile);
            else
                accepted.Add(new(candidate.Point.Place, candidate.Point, [candidate.Tile]));
        }
        CountedPoint[] points = [.. accepted.Select(a => a.Point).OfType<CountedPoint>()];
        return points.Length == 0 ? [] : [.. PointOrdering.Sort([.. points.Select(p => p.Place)], PointOrder.Reading, Math.Max(1, spacing ?? largest)).Select(i => points[i])];
    }

    /// <summary>The nearest accepted thing that the candidate may be, seen by another tile.</summary>
    private static Accepted? Same(List<Accepted> accepted, Candidate candidate, double radius)
    {
        var (same, least) = ((Accepted?)null, radius * radius);
        foreach (var one in accepted)
        {
            var squared = one.Place.SquaredDistanceTo(candidate.Point.Place);
            if (squared <= least && !one.Absorbed.Contains(candidate.Tile))
                (same, least) = (one, squared);
        }
        return same;
    }

    private readonly record struct Candidate(CountedPoint Point, int Tile, double Margin);

    /// <param name="Place">Where it is.</param>
    /// <param name="Point">Null for a mark.</param>
    /// <param name="Absorbed">Tiles that have pointed at it.</param>
    private sealed record Accepted(PointPixels Place, CountedPoint? Point, HashSet<int> Absorbed);
}
