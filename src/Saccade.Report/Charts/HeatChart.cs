namespace Saccade.Report.Charts;

/// <summary>
/// Rows over numbered columns, in which some places have a value: a cell there is the darker the larger its value is, and a pale one where it is next to nothing. What has no
/// value has no cell. Below, a line marks columns. Static SVG.
/// </summary>
/// <param name="Title">What is measured.</param>
/// <param name="ColumnLabel">What columns are.</param>
/// <param name="Columns">How many there are.</param>
/// <param name="Rows">From top to bottom.</param>
public sealed record HeatChart(string Title, string ColumnLabel, int Columns, IReadOnlyList<HeatRow> Rows)
{
    private const int Width = 460, Right = 10, Heading = 44, RowHeight = 15, Bottom = 36, Swatch = 8, LegendSteps = 6, LegendStep = 14;
    private const int LeastLeft = 90, MostLeft = 190;

    /// <summary>Which columns are marked, from 0, and what for; null: none.</summary>
    public ColumnMarks? Marks { get; init; }

    /// <summary>Said after the largest value in the legend.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The value of the darkest cell; null: the largest there is. Charts that stand beside each other have the same.</summary>
    public double? Largest { get; init; }

    private int Left => Math.Clamp(Rows.Select(r => r.Name).Append(Marks?.Label ?? "").Max(n => ChartText.Width(n)) + Swatch + 14, LeastLeft, MostLeft);

    private double CellWidth => (double)(Width - Left - Right) / Math.Max(1, Columns);

    public Html ToSvg()
    {
        var largest = Largest ?? Rows.SelectMany(r => r.Cells).Select(c => c.Value).DefaultIfEmpty(0).Max();
        var marked = Heading + Rows.Count * RowHeight;
        var height = marked + (Marks is null ? 0 : RowHeight) + Bottom;
        var description = string.Join("; ", Rows.Select(r => $"{r.Name}: {NumberText.Of(r.Cells.Select(c => c.Value).DefaultIfEmpty(0).Average())} on average").DefaultIfEmpty("nothing is drawn"));
        return ChartFrame.Of(Width, height, Title, description, Html.Of($"""
            <text class="title" x="0" y="15">{Title}</text>
            {Legend(largest)}
            {Rows.Select((row, i) => Row(row, Heading + i * RowHeight, largest))}
            {(Marks is { } marks ? Marked(marks, marked) : Html.Empty)}
            {Ticks().Select(t => Html.Of($"""<text class="label" x="{At(t) + CellWidth / 2:0.#}" y="{height - Bottom + 15}" text-anchor="middle">{t}</text>"""))}
            <text class="label" x="{(Left + Width - Right) / 2}" y="{height - 4}" text-anchor="middle">{ColumnLabel}</text>
            """));
    }

    private double At(int column) => Left + column * CellWidth;

    // The first of each quarter, or of fewer columns each.
    private IEnumerable<int> Ticks()
    {
        var apart = Math.Max(1, (Columns + 3) / 4);
        return Enumerable.Range(0, Columns).Where(c => c % apart == 0 || (c == Columns - 1 && c % apart > apart / 2));
    }

    private Html Legend(double largest) => Html.Of($"""
        <text class="label" x="{Left - 6}" y="34" text-anchor="end">0</text>
        {Enumerable.Range(0, LegendSteps).Select(i => Cell(Left + i * LegendStep, 24, LegendStep - 1, 11, i / (LegendSteps - 1.0), Html.Empty))}
        <text class="label" x="{Left + LegendSteps * LegendStep + 5}" y="34">{NumberText.Of(largest)}{Unit}</text>
        """);

    private Html Row(HeatRow row, int top, double largest) => Html.Of($"""
        <rect class="{ChartText.Colour(row.Colour)}" x="0" y="{top + 3}" width="{Swatch}" height="{Swatch}" rx="1.5"/><text class="label" x="{Swatch + 5}" y="{top + 11}">{ChartText.Fit(row.Name, Left - Swatch - 8)}</text>
        {row.Cells.Select(c => Cell(At(c.Column), top + 1, CellWidth - 0.8, RowHeight - 2, largest > 0 ? Math.Clamp(c.Value / largest, 0, 1) : 0, Html.Of($"<title>{row.Name}, {ColumnLabel} {c.Column}: {NumberText.Of(c.Value)}</title>")))}
        """);

    private static Html Cell(double x, double y, double width, double height, double share, Html meaning) => Html.Of($"""
        <rect class="cell" x="{x:0.#}" y="{y:0.#}" width="{width:0.#}" height="{height:0.#}"/><rect class="s0" x="{x:0.#}" y="{y:0.#}" width="{width:0.#}" height="{height:0.#}" fill-opacity="{share:0.##}">{meaning}</rect>
        """);

    private Html Marked(ColumnMarks marks, int top) => Html.Of($"""
        <text class="label" x="{Swatch + 5}" y="{top + 11}">{ChartText.Fit(marks.Label, Left - Swatch - 8)}</text>
        {marks.Columns.Select(c => Html.Of($"""<rect class="{ChartText.Colour(marks.Colour)}" x="{At(c):0.#}" y="{top + 5}" width="{CellWidth - 0.8:0.#}" height="4"/>"""))}
        """);
}

/// <summary>One row of a heat chart.</summary>
/// <param name="Name">Left of it.</param>
/// <param name="Colour">Which of the page's colours stands before the name.</param>
/// <param name="Cells">Where it has values.</param>
public sealed record HeatRow(string Name, int Colour, IReadOnlyList<HeatCell> Cells);

/// <summary>One value, from 0 on.</summary>
public readonly record struct HeatCell(int Column, double Value);

/// <summary>Columns that are pointed out.</summary>
/// <param name="Label">What for.</param>
/// <param name="Columns">Which, from 0.</param>
/// <param name="Colour">Which of the page's colours.</param>
public sealed record ColumnMarks(string Label, IReadOnlyList<int> Columns, int Colour);
