namespace Saccade.Counting.Geometry;

/// <summary>Sorts places into the order in which they are counted. Equal keys keep the order that they came in.</summary>
public static class PointOrdering
{
    /// <summary>The fixed height of a row in the historical system, whatever the things' size.</summary>
    public const double HistoricalRowHeight = 50;

    /// <summary>Indices of <paramref name="points"/> in the order in which they are counted.</summary>
    /// <param name="points">In any order.</param>
    /// <param name="order">Which.</param>
    /// <param name="rowHeight">Of <see cref="PointOrder.Reading"/>, in pixels, positive; the others do not look at it.</param>
    public static int[] Sort(IReadOnlyList<PointPixels> points, PointOrder order, double rowHeight)
    {
        if (!(rowHeight > 0))
            throw new ArgumentOutOfRangeException(nameof(rowHeight), rowHeight, "Rows must have a positive height.");
        var indices = Enumerable.Range(0, points.Count);
        return order switch
        {
            PointOrder.Reading => [.. indices.OrderBy(i => Math.Floor(points[i].Y / rowHeight)).ThenBy(i => points[i].X)],
            PointOrder.LeftToRight => [.. indices.OrderBy(i => points[i].X).ThenBy(i => points[i].Y)],
            PointOrder.NearestNeighbour => FromNeighbourToNeighbour(points),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
    }

    private static int[] FromNeighbourToNeighbour(IReadOnlyList<PointPixels> points)
    {
        var left = Enumerable.Range(0, points.Count).ToList();
        var sorted = new List<int>(points.Count);
        var next = left.OrderBy(i => points[i].Y).ThenBy(i => points[i].X).FirstOrDefault();
        while (left.Count > 0)
        {
            left.Remove(next);
            sorted.Add(next);
            if (left.Count > 0)
                next = left.MinBy(i => points[i].SquaredDistanceTo(points[sorted[^1]]));
        }
        return [.. sorted];
    }
}
