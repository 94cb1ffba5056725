namespace Saccade.Report.Charts;

/// <summary>Curves over a common axis, as static SVG that takes its colours from the page.</summary>
/// <param name="Title">What is drawn; also the picture's name for those who do not see it.</param>
/// <param name="XLabel">Unit of the horizontal axis.</param>
/// <param name="Curves">At most six; drawn in order, so put the quiet ones first.</param>
/// <param name="Scale">Scale of the vertical axis; points that a logarithm has no place for are left out.</param>
public sealed record LineChart(string Title, string XLabel, IReadOnlyList<Curve> Curves, AxisScale Scale = AxisScale.Linear)
{
    private const int Width = 460, Height = 260, Left = 52, Right = 24, Top = 46, Bottom = 38;
    private const int MaximumPoints = 400;
    private const int LegendCharacter = 7; // pixels, about, in the legend's font

    public Html ToSvg()
    {
        var points = Curves.SelectMany(c => c.Points).ToArray();
        var x = Axis.Covering(points.Select(p => p.X), AxisScale.Linear);
        var y = Axis.Covering(points.Select(p => p.Y), Scale);
        return Html.Of($"""
            <svg class="chart" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}" xmlns="http://www.w3.org/2000/svg">
            <text class="title" x="{Left}" y="15">{Title}</text>
            {Legend()}
            {y.Ticks.Select(t => HorizontalLine(y, t))}
            {x.Ticks.Select(t => Tick(x, t))}
            <text class="label" x="{(Left + Width - Right) / 2}" y="{Height - 5}" text-anchor="middle">{XLabel}</text>
            {Curves.Select((c, i) => Line(c, i, x, y))}
            </svg>
            """);
    }

    private Html Legend()
    {
        if (Curves.Count < 2)
            return Html.Empty;
        var at = Left;
        return Html.Concat(Curves.Select((curve, i) =>
        {
            var start = at;
            at += 26 + LegendCharacter * curve.Name.Length;
            return Html.Of($"""
                <line class="curve s{i}{Quiet(curve)}" x1="{start}" y1="31" x2="{start + 14}" y2="31"/><text class="label" x="{start + 18}" y="35">{curve.Name}</text>
                """);
        }));
    }

    private static Html HorizontalLine(Axis y, double tick)
    {
        var at = Vertical(y, tick);
        return Html.Of($"""
            <line class="grid" x1="{Left}" y1="{at:0.#}" x2="{Width - Right}" y2="{at:0.#}"/><text class="label" x="{Left - 6}" y="{at + 4:0.#}" text-anchor="end">{AxisNumber.Of(tick)}</text>
            """);
    }

    private static Html Tick(Axis x, double tick) => Html.Of($"""
        <text class="label" x="{Horizontal(x, tick):0.#}" y="{Height - Bottom + 16}" text-anchor="middle">{AxisNumber.Of(tick)}</text>
        """);

    private Html Line(Curve curve, int index, Axis x, Axis y)
    {
        var drawn = Thin([.. curve.Points.Where(p => double.IsFinite(p.Y) && (Scale == AxisScale.Linear || p.Y > 0))]);
        var path = string.Join(' ', drawn.Select(p => $"{Horizontal(x, p.X):0.#},{Vertical(y, p.Y):0.#}"));
        // A single point is no line, and would not be seen.
        return drawn.Length == 1
            ? Html.Of($"""<circle class="dot s{index}" cx="{Horizontal(x, drawn[0].X):0.#}" cy="{Vertical(y, drawn[0].Y):0.#}" r="3"/>""")
            : Html.Of($"""<polyline class="curve s{index}{Quiet(curve)}" points="{path}"/>""");
    }

    // Means of equal runs of points: long journals stay small, and no peak is invented.
    private static CurvePoint[] Thin(CurvePoint[] points)
    {
        if (points.Length <= MaximumPoints)
            return points;
        var size = (points.Length + MaximumPoints - 1) / MaximumPoints;
        return [.. points.Chunk(size).Select(part => new CurvePoint(part[^1].X, part.Average(p => p.Y)))];
    }

    private static string Quiet(Curve curve) => curve.IsQuiet ? " quiet" : "";

    private static double Horizontal(Axis x, double value) => Left + x.Place(value) * (Width - Left - Right);

    private static double Vertical(Axis y, double value) => Height - Bottom - y.Place(value) * (Height - Top - Bottom);
}

/// <summary>One curve.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">In order of X.</param>
/// <param name="IsQuiet">Drawn thin and pale: raw values behind a smooth curve.</param>
public sealed record Curve(string Name, IReadOnlyList<CurvePoint> Points, bool IsQuiet = false);

/// <summary>A point in units of the axes.</summary>
public readonly record struct CurvePoint(double X, double Y);
