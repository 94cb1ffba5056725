namespace Saccade.Report.Charts;

/// <summary>
/// How many there are of each value, as columns whose heights go by the logarithm, so that a single one among thousands can be seen. A second kind hangs below the line.
/// What matters most, such as mistakes, is in full colour, the rest pale. Static SVG.
/// </summary>
/// <param name="Title">What is counted.</param>
/// <param name="XLabel">What the values are.</param>
/// <param name="Above">The kind that stands above the line.</param>
/// <param name="Below">The kind that hangs below it; null: there is one kind.</param>
/// <param name="Bins">Ranges of values, rising.</param>
/// <param name="Scale">Of the values.</param>
public sealed record HistogramChart(string Title, string XLabel, HistogramSeries Above, HistogramSeries? Below, IReadOnlyList<HistogramBin> Bins, AxisScale Scale = AxisScale.Linear)
{
    private const int Width = 460, Left = 52, Right = 24, Heading = 30, Half = 96, Bottom = 38;

    /// <summary>A value that is pointed at; null without one.</summary>
    public ChartMark? Mark { get; init; }

    private int Top => Heading + (Mark is null ? 12 : 30);

    private int Zero => Top + Half;

    private int Floor => Below is null ? Zero : Zero + Half;

    public Html ToSvg()
    {
        var height = Floor + Bottom;
        var axis = Axis.Covering(Bins.SelectMany(b => new[] { b.Low, b.High }), Scale);
        var most = Bins.SelectMany(b => new[] { b.Above, b.Below }).DefaultIfEmpty(0).Max();
        return ChartFrame.Of(Width, height, Title, Description(), Html.Of($"""
            <text class="title" x="{Left}" y="15">{Title}</text>
            {Name(Above, Left)}{(Below is { } other ? Name(other, Left + 28 + ChartText.Width(Above.Name)) : Html.Empty)}
            {Powers(most).Select(p => Grid(p, most))}
            {Bins.Select(b => Column(b, axis, most))}
            <line class="zero" x1="{Left}" y1="{Zero}" x2="{Width - Right}" y2="{Zero}"/>
            {axis.Ticks.Select(t => Html.Of($"""<text class="label" x="{At(axis, t):0.#}" y="{Floor + 16}" text-anchor="middle">{AxisNumber.Of(t)}</text>"""))}
            <text class="label" x="{(Left + Width - Right) / 2}" y="{height - 5}" text-anchor="middle">{XLabel}</text>
            {(Mark is { } mark ? Pointer(mark, axis) : Html.Empty)}
            """));
    }

    private string Description()
    {
        return Below is null ? Of(Above, b => (b.Above, b.IsAboveMarked)) : $"{Of(Above, b => (b.Above, b.IsAboveMarked))}; {Of(Below, b => (b.Below, b.IsBelowMarked))}";

        string Of(HistogramSeries series, Func<HistogramBin, (int Count, bool IsMarked)> of) =>
            $"{series.Name}: {NumberText.Count(Bins.Sum(b => of(b).Count))}, of them {NumberText.Count(Bins.Where(b => of(b).IsMarked).Sum(b => of(b).Count))} {series.Marked}";
    }

    private static Html Name(HistogramSeries series, int x) => Html.Of($"""
        <rect class="{ChartText.Colour(series.Colour)}" x="{x}" y="{Heading - 5}" width="10" height="10" rx="1.5"/><text class="label" x="{x + 14}" y="{Heading + 4}">{series.Name}</text>
        """);

    private static IEnumerable<int> Powers(int most)
    {
        for (var power = 1L; power <= most; power *= 10)
            yield return (int)power;
    }

    private static double Tall(int count, int most) => most > 0 ? Half * Math.Log(1 + count) / Math.Log(1 + most) : 0;

    private Html Grid(int count, int most)
    {
        var tall = Tall(count, most);
        return Html.Concat((Below is null ? [-tall] : new[] { -tall, tall }).Select(y => Html.Of($"""
            <line class="grid" x1="{Left}" y1="{Zero + y:0.#}" x2="{Width - Right}" y2="{Zero + y:0.#}"/><text class="label" x="{Left - 6}" y="{Zero + y + 4:0.#}" text-anchor="end">{AxisNumber.Of(count)}</text>
            """)));
    }

    private Html Column(HistogramBin bin, Axis axis, int most) => Html.Of($"""
        {(bin.Above > 0 ? Bar(bin, axis, Zero - Tall(bin.Above, most), Tall(bin.Above, most), Above, bin.Above, bin.IsAboveMarked) : Html.Empty)}{(Below is { } other && bin.Below > 0 ? Bar(bin, axis, Zero, Tall(bin.Below, most), other, bin.Below, bin.IsBelowMarked) : Html.Empty)}
        """);

    private static Html Bar(HistogramBin bin, Axis axis, double top, double tall, HistogramSeries series, int count, bool isMarked) => Html.Of($"""
        <rect class="{ChartText.Colour(series.Colour)}{(isMarked ? "" : " pale")}" x="{At(axis, bin.Low) + 0.5:0.#}" y="{top:0.#}" width="{At(axis, bin.High) - At(axis, bin.Low) - 1:0.#}" height="{tall:0.#}"><title>{NumberText.Of(bin.Low)} to {NumberText.Of(bin.High)}: {NumberText.Count(count)} {series.Name}{(isMarked ? $", {series.Marked}" : "")}</title></rect>
        """);

    private Html Pointer(ChartMark mark, Axis axis)
    {
        var at = At(axis, mark.At);
        var isLeft = at > (Left + Width) / 2.0;
        return Html.Of($"""
            <line class="mark" x1="{at:0.#}" y1="{Top - 16}" x2="{at:0.#}" y2="{Floor}"/><text class="label halo" x="{at + (isLeft ? -5 : 5):0.#}" y="{Top - 7}" text-anchor="{(isLeft ? "end" : "start")}">{mark.Label}</text>
            """);
    }

    private static double At(Axis axis, double value) => Left + axis.Place(value) * (Width - Left - Right);
}

/// <summary>What is counted.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Colour">Which of the page's colours.</param>
/// <param name="Marked">What those in full colour are, such as <c>wrong</c>.</param>
public sealed record HistogramSeries(string Name, int Colour, string Marked);

/// <summary>A range of values, its high end left out, and how many there are in it.</summary>
/// <param name="Low">Its low end.</param>
/// <param name="High">Its high end.</param>
/// <param name="Above">Of the kind above the line.</param>
/// <param name="Below">Of the kind below it.</param>
/// <param name="IsAboveMarked">Whether those above are in full colour.</param>
/// <param name="IsBelowMarked">Whether those below are.</param>
public readonly record struct HistogramBin(double Low, double High, int Above, int Below = 0, bool IsAboveMarked = false, bool IsBelowMarked = false);
