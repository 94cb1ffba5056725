namespace Saccade.Counting.Geometry;

/// <summary>How far apart places usually lie: the median over all of the distance to the nearest other one. What sizes of marks, rows and seams are measured by where the things' own sizes are not known.</summary>
public static class Spacing
{
    // Each is compared with each; of more places than this the first tell enough.
    private const int Looked = 4000;

    /// <returns>Null where there are fewer than two places.</returns>
    public static double? Of(IReadOnlyList<PointPixels> places)
    {
        var nearest = Nearest(places);
        return nearest.Length == 0 ? null : Median(nearest);
    }

    /// <summary>The same over several groups, each apart from the others.</summary>
    public static double? Within(IEnumerable<IReadOnlyList<PointPixels>> groups)
    {
        double[] nearest = [.. groups.SelectMany(Nearest)];
        return nearest.Length == 0 ? null : Median(nearest);
    }

    private static double[] Nearest(IReadOnlyList<PointPixels> places)
    {
        var count = Math.Min(places.Count, Looked);
        if (count < 2)
            return [];
        var nearest = new double[count];
        Array.Fill(nearest, double.PositiveInfinity);
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                var squared = places[i].SquaredDistanceTo(places[j]);
                (nearest[i], nearest[j]) = (Math.Min(nearest[i], squared), Math.Min(nearest[j], squared));
            }
        }
        return [.. nearest.Select(Math.Sqrt)];
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
