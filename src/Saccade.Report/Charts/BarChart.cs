namespace Saccade.Report.Charts;

/// <summary>
/// Horizontal bars, each with its 95 % interval where there is one, as static SVG. They begin at zero; those of ratios, on a logarithmic scale, at 1, and what is less
/// goes to the left.
/// </summary>
/// <param name="Title">What is measured.</param>
/// <param name="Bars">From top to bottom.</param>
/// <param name="Scale">A logarithmic one has no place for what is not positive: such a bar is left out, its number stays.</param>
public sealed record BarChart(string Title, IReadOnlyList<Bar> Bars, AxisScale Scale = AxisScale.Linear)
{
    private const int Width = 460, Right = 70, Top = 26, RowHeight = 24, BarHeight = 14;
    private const int LeastLeft = 90, MostLeft = 216;

    // Between the largest and the middle one; then a straight scale would show a single bar.
    private const double HidingFactor = 50;

    /// <summary>On the scale on which each can be seen; a logarithmic one is named in the title.</summary>
    public static BarChart InView(string title, IReadOnlyList<Bar> bars)
    {
        var values = bars.Select(b => b.Value).Where(double.IsFinite).Order().ToArray();
        return values.Length > 1 && values[0] > 0 && values[^1] >= HidingFactor * values[(values.Length - 1) / 2]
            ? new BarChart($"{title} (logarithmic scale)", bars, AxisScale.Logarithmic)
            : new BarChart(title, bars);
    }

    private int Left => Math.Clamp(Bars.Select(b => ChartText.Width(b.Name, b.Colour is not null) + 12).DefaultIfEmpty(0).Max(), LeastLeft, MostLeft);

    public Html ToSvg()
    {
        var height = Top + Bars.Count * RowHeight + 6;
        var isLinear = Scale == AxisScale.Linear;
        var axis = Axis.Covering(Bars.SelectMany(b => new[] { isLinear ? 0 : 1, b.Value, b.Low, b.High }), Scale);
        var zero = Horizontal(axis, isLinear ? 0 : 1);
        var description = string.Join("; ", Bars.Select(b => $"{b.Name} {NumberText.Of(b.Value)}"));
        return ChartFrame.Of(Width, height, Title, description, Html.Of($"""
            <text class="title" x="0" y="15">{Title}</text>
            {axis.Ticks.Select(t => Html.Of($"""<line class="grid" x1="{Horizontal(axis, t):0.#}" y1="{Top - 4}" x2="{Horizontal(axis, t):0.#}" y2="{height - 4}"/>"""))}
            {(isLinear ? Html.Empty : Html.Of($"""<line class="mark" x1="{zero:0.#}" y1="{Top - 4}" x2="{zero:0.#}" y2="{height - 4}"/>"""))}
            {Bars.Select((bar, row) => Row(bar, axis, zero, Top + row * RowHeight))}
            """));
    }

    private Html Row(Bar bar, Axis axis, double zero, int top)
    {
        var middle = top + RowHeight / 2;
        var weight = bar.Colour is null ? "" : " strong";
        var name = Html.Of($"""<text class="label{weight}" x="{Left - 8}" y="{middle + 4}" text-anchor="end">{ChartText.Fit(bar.Name, Left - 8, bar.Colour is not null)}</text>""");
        if (!HasPlace(bar.Value))
            return Html.Of($"""{name}<text class="label" x="{Left + 4}" y="{middle + 4}">{NumberText.Of(bar.Value)}</text>""");
        var end = Horizontal(axis, bar.Value);
        var hasInterval = HasPlace(bar.Low) && HasPlace(bar.High);
        var interval = hasInterval
            ? Html.Of($"""
                <path class="interval" d="M{Horizontal(axis, bar.Low):0.#} {middle}H{Horizontal(axis, bar.High):0.#}M{Horizontal(axis, bar.Low):0.#} {middle - 4}v8M{Horizontal(axis, bar.High):0.#} {middle - 4}v8"/>
                """)
            : Html.Empty;
        var textAt = Math.Max(Math.Max(end, zero), hasInterval ? Horizontal(axis, bar.High) : 0) + 6;
        return Html.Of($"""
            {name}<rect class="bar {(bar.Colour is { } colour ? ChartText.Colour(colour) : "control")}" x="{Math.Min(zero, end):0.#}" y="{middle - BarHeight / 2}" width="{Math.Abs(end - zero):0.#}" height="{BarHeight}" rx="1.5"/>
            {interval}<text class="label{weight}" x="{textAt:0.#}" y="{middle + 4}">{NumberText.Of(bar.Value)}</text>
            """);
    }

    private bool HasPlace(double value) => double.IsFinite(value) && (Scale == AxisScale.Linear || value > 0);

    private double Horizontal(Axis axis, double value) => Left + axis.Place(value) * (Width - Left - Right);
}

/// <summary>One bar.</summary>
/// <param name="Name">Left of it.</param>
/// <param name="Value">Its length; not a number is printed as n/a.</param>
/// <param name="Low">Lower bound of the interval; NaN without one.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Colour">Of a model: which of the page's colours. Null: a control, grey.</param>
public sealed record Bar(string Name, double Value, double Low = double.NaN, double High = double.NaN, int? Colour = null);
