namespace Saccade.Objects.Shapes;

/// <summary>The outline of a shape of radius 1 around the origin: how far a point lies outside of it, below zero inside (a signed distance, or close to one).</summary>
internal sealed record Silhouette(string Name, Func<double, double, double> Distance)
{
    /// <summary>What there is to tell apart; a label is an index. Their order is part of the data's definition.</summary>
    public static IReadOnlyList<Silhouette> All { get; } =
    [
        new("disc", (x, y) => Math.Sqrt(x * x + y * y) - 0.8),
        new("ring", (x, y) => Math.Abs(Math.Sqrt(x * x + y * y) - 0.65) - 0.22),
        new("square", (x, y) => Math.Max(Math.Abs(x), Math.Abs(y)) - 0.7),
        new("triangle", (x, y) => Polygon(x, y, 3, 0.5)),
        new("cross", (x, y) => Math.Min(Box(x, y, 0.9, 0.28), Box(x, y, 0.28, 0.9))),
        new("star", Star),
    ];

    private static double Box(double x, double y, double width, double height) => Math.Max(Math.Abs(x) - width, Math.Abs(y) - height);

    /// <summary>The regular polygon whose sides lie at <paramref name="inner"/> from the centre.</summary>
    private static double Polygon(double x, double y, int corners, double inner)
    {
        var furthest = double.NegativeInfinity;
        for (var side = 0; side < corners; side++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * side / corners);
            furthest = Math.Max(furthest, x * cos + y * sin);
        }
        return furthest - inner;
    }

    /// <summary>Five points: in each fifth of the circle, the side of the straight line from a point at 1 to the notch at 0.42 beside it.</summary>
    private static double Star(double x, double y)
    {
        const double Half = Math.PI / 5;
        var (radius, angle) = (Math.Sqrt(x * x + y * y), Math.Atan2(y, x));
        angle = Math.Abs(angle - 2 * Half * Math.Round(angle / (2 * Half)));
        var (u, v) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        var (notchU, notchV) = (0.42 * Math.Cos(Half), 0.42 * Math.Sin(Half));
        var (along, across) = (notchU - 1, notchV);
        return ((u - 1) * across - v * along) / Math.Sqrt(along * along + across * across);
    }
}
