namespace Saccade.Report.Charts;

/// <summary>Curves over a common axis, as static SVG that takes its colours from the page.</summary>
/// <param name="Title">What is drawn; also the picture's name for those who do not see it.</param>
/// <param name="XLabel">Unit of the horizontal axis.</param>
/// <param name="Curves">Drawn in order, so put the quiet ones first; after six the colours begin again.</param>
/// <param name="Scale">Scale of the vertical axis; points that a logarithm has no place for are left out.</param>
public sealed record LineChart(string Title, string XLabel, IReadOnlyList<Curve> Curves, AxisScale Scale = AxisScale.Linear)
{
    private const int Width = 460, PlotHeight = 176, Left = 52, Right = 24, Heading = 30, LegendRow = 16, Bottom = 38;
    private const int MaximumPoints = 400;
    private const int LegendLine = 18, LegendGap = 12;

    /// <summary>A place on the horizontal axis that is pointed at; null without one.</summary>
    public ChartMark? Mark { get; init; }

    public Html ToSvg()
    {
        var points = Curves.SelectMany(c => c.Points).ToArray();
        var plot = new Plot(
            Axis.Covering(points.Select(p => p.X).Append(0), AxisScale.Linear),
            Axis.Covering(points.SelectMany(p => new[] { p.Y, p.Low, p.High }), Scale),
            LegendRows(out var legend));
        return ChartFrame.Of(Width, plot.Height, Title, Description(), Html.Of($"""
            <text class="title" x="{Left}" y="15">{Title}</text>
            {legend}
            {plot.Y.Ticks.Select(t => HorizontalLine(plot, t))}
            {plot.X.Ticks.Select(t => Tick(plot, t))}
            <text class="label" x="{(Left + Width - Right) / 2}" y="{plot.Height - 5}" text-anchor="middle">{XLabel}</text>
            {(Mark is { } mark ? Pointer(plot, mark) : Html.Empty)}
            {Curves.Select((c, i) => Band(c, i, plot))}
            {Curves.Select((c, i) => Line(c, i, plot))}
            """));
    }

    private string Description() => string.Join("; ", Curves.Where(c => !c.IsQuiet && c.Points.Count > 0)
        .Select(c => $"{c.Name} from {NumberText.Of(c.Points[0].Y)} to {NumberText.Of(c.Points[^1].Y)}").DefaultIfEmpty("nothing is drawn"));

    /// <summary>Places the curves' names in as many rows as they need.</summary>
    private int LegendRows(out Html legend)
    {
        legend = Html.Empty;
        if (Curves.Count < 2)
            return 0;
        var (at, row) = (Left, 0);
        var entries = new List<Html>();
        foreach (var (index, curve) in Curves.Index())
        {
            var name = ChartText.Fit(curve.Name, Width - Left - LegendLine - LegendGap);
            var room = LegendLine + ChartText.Width(name) + LegendGap;
            if (at + room > Width && at > Left)
                (at, row) = (Left, row + 1);
            var y = Heading + row * LegendRow;
            entries.Add(Html.Of($"""
                <line class="curve {ChartText.Colour(index)}{Quiet(curve)}" x1="{at}" y1="{y}" x2="{at + 14}" y2="{y}"/><text class="label" x="{at + LegendLine}" y="{y + 4}">{name}</text>
                """));
            at += room;
        }
        legend = Html.Concat(entries);
        return row + 1;
    }

    private static Html HorizontalLine(Plot plot, double tick)
    {
        var at = plot.Vertical(tick);
        return Html.Of($"""
            <line class="grid" x1="{Left}" y1="{at:0.#}" x2="{Width - Right}" y2="{at:0.#}"/><text class="label" x="{Left - 6}" y="{at + 4:0.#}" text-anchor="end">{AxisNumber.Of(tick)}</text>
            """);
    }

    private static Html Tick(Plot plot, double tick) => Html.Of($"""
        <text class="label" x="{plot.Horizontal(tick):0.#}" y="{plot.Height - Bottom + 16}" text-anchor="middle">{AxisNumber.Of(tick)}</text>
        """);

    // Beside the line, on whichever side there is more room, and away from where curves end.
    private Html Pointer(Plot plot, ChartMark mark)
    {
        var at = plot.Horizontal(mark.At);
        var ends = Curves.SelectMany(c => c.Points.TakeLast(1)).Where(p => IsDrawn(p.Y)).Select(p => plot.Y.Place(p.Y)).DefaultIfEmpty(0).Average();
        var y = ends > 0.5 ? plot.Height - Bottom - 6 : plot.Top + 10;
        var isLeft = at > (Left + Width) / 2;
        return Html.Of($"""
            <line class="mark" x1="{at:0.#}" y1="{plot.Top}" x2="{at:0.#}" y2="{plot.Height - Bottom}"/><text class="label halo" x="{at + (isLeft ? -5 : 5):0.#}" y="{y}" text-anchor="{(isLeft ? "end" : "start")}">{mark.Label}</text>
            """);
    }

    private Html Band(Curve curve, int index, Plot plot)
    {
        var drawn = curve.Points.Where(p => IsDrawn(p.Low) && IsDrawn(p.High)).ToArray();
        if (drawn.Length == 0)
            return Html.Empty;
        var edge = drawn.Select(p => (p.X, Y: p.High)).Concat(drawn.Reverse().Select(p => (p.X, Y: p.Low)));
        var path = string.Join(' ', edge.Select(p => $"{plot.Horizontal(p.X):0.#},{plot.Vertical(p.Y):0.#}"));
        return Html.Of($"""<polygon class="band {ChartText.Colour(index)}" points="{path}"/>""");
    }

    private Html Line(Curve curve, int index, Plot plot)
    {
        var drawn = Thin([.. curve.Points.Where(p => IsDrawn(p.Y))]);
        var path = string.Join(' ', drawn.Select(p => $"{plot.Horizontal(p.X):0.#},{plot.Vertical(p.Y):0.#}"));
        // A single point is no line, and would not be seen.
        return drawn.Length == 1
            ? Html.Of($"""<circle class="dot {ChartText.Colour(index)}" cx="{plot.Horizontal(drawn[0].X):0.#}" cy="{plot.Vertical(drawn[0].Y):0.#}" r="3"/>""")
            : Html.Of($"""<polyline class="curve {ChartText.Colour(index)}{Quiet(curve)}" points="{path}"/>""");
    }

    private bool IsDrawn(double y) => double.IsFinite(y) && (Scale == AxisScale.Linear || y > 0);

    // Means of equal runs of points: long journals stay small, and no peak is invented.
    private static CurvePoint[] Thin(CurvePoint[] points)
    {
        if (points.Length <= MaximumPoints)
            return points;
        var size = (points.Length + MaximumPoints - 1) / MaximumPoints;
        return [.. points.Chunk(size).Select(part => new CurvePoint(part[^1].X, part.Average(p => p.Y)))];
    }

    private static string Quiet(Curve curve) => curve.IsQuiet ? " quiet" : "";

    /// <summary>Where values lie in the picture, below a title and so many rows of names.</summary>
    private sealed record Plot(Axis X, Axis Y, int LegendRows)
    {
        public int Top => Heading + LegendRow * LegendRows;

        public int Height => Top + PlotHeight + Bottom;

        public double Horizontal(double value) => Left + X.Place(value) * (Width - Left - Right);

        public double Vertical(double value) => Height - Bottom - Y.Place(value) * PlotHeight;
    }
}

/// <summary>One curve.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">In order of X.</param>
/// <param name="IsQuiet">Drawn thin and pale: raw values behind a smooth curve.</param>
public sealed record Curve(string Name, IReadOnlyList<CurvePoint> Points, bool IsQuiet = false);

/// <summary>A point in units of the axes; with bounds, such as the least and the most of several runs, it has a band about it.</summary>
public readonly record struct CurvePoint(double X, double Y, double Low = double.NaN, double High = double.NaN);

/// <summary>A line across a chart with a word beside it.</summary>
public sealed record ChartMark(double At, string Label);
