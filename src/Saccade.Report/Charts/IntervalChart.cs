namespace Saccade.Report.Charts;

/// <summary>Values as dots on lines that reach as far as their 95 % intervals, about zero: what crosses the line in the middle may be chance. Static SVG.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="Rows">From top to bottom.</param>
public sealed record IntervalChart(string Title, IReadOnlyList<IntervalRow> Rows)
{
    private const int Width = 460, Left = 28, Right = 28, Top = 26, RowHeight = 34, Bottom = 22;

    public Html ToSvg()
    {
        var height = Top + Rows.Count * RowHeight + Bottom;
        var axis = Axis.Covering(Rows.SelectMany(r => new[] { 0, r.Value, r.Low, r.High }), AxisScale.Linear);
        var description = string.Join("; ", Rows.Select(r => $"{r.Name}: {NumberText.Signed(r.Value)}"));
        return ChartFrame.Of(Width, height, Title, description, Html.Of($"""
            <text class="title" x="0" y="15">{Title}</text>
            {axis.Ticks.Select(t => Html.Of($"""
                <line class="grid" x1="{At(axis, t):0.#}" y1="{Top}" x2="{At(axis, t):0.#}" y2="{height - Bottom}"/><text class="label" x="{At(axis, t):0.#}" y="{height - 6}" text-anchor="middle">{AxisNumber.Of(t)}</text>
                """))}
            <line class="zero" x1="{At(axis, 0):0.#}" y1="{Top}" x2="{At(axis, 0):0.#}" y2="{height - Bottom}"/>
            {Rows.Select((row, i) => Row(row, axis, Top + i * RowHeight))}
            """));
    }

    private static Html Row(IntervalRow row, Axis axis, int top)
    {
        var y = top + 24;
        var colour = row.IsClear ? "s0" : "control";
        var line = double.IsFinite(row.Low) && double.IsFinite(row.High)
            ? Html.Of($"""<line class="reach {colour}" x1="{At(axis, row.Low):0.#}" y1="{y}" x2="{At(axis, row.High):0.#}" y2="{y}"/>""")
            : Html.Empty;
        return Html.Of($"""
            <text class="label halo{(row.IsClear ? " strong" : "")}" x="0" y="{top + 14}">{ChartText.Fit(row.Name, Width)}</text>
            {line}{(double.IsFinite(row.Value) ? Html.Of($"""<circle class="dot {colour}" cx="{At(axis, row.Value):0.#}" cy="{y}" r="4"/>""") : Html.Empty)}
            """);
    }

    private static double At(Axis axis, double value) => Left + axis.Place(value) * (Width - Left - Right);
}

/// <summary>One value with its interval.</summary>
/// <param name="Name">Above it.</param>
/// <param name="Value">The dot; not a number has none.</param>
/// <param name="Low">Lower bound; NaN without one.</param>
/// <param name="High">Upper bound.</param>
/// <param name="IsClear">In colour; what may be chance is grey.</param>
public sealed record IntervalRow(string Name, double Value, double Low, double High, bool IsClear);
