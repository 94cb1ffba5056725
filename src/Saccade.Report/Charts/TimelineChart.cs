namespace Saccade.Report.Charts;

/// <summary>
/// What tracks show over time, twice: as it is, and below as it was foreseen. Triangles mark where something begins, ends or cuts: above those that are, below those that were announced; a hollow one has no
/// partner. Static SVG.
/// </summary>
/// <param name="Title">What is shown.</param>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Rows">The tracks, from top to bottom.</param>
public sealed record TimelineChart(string Title, double Start, double End, IReadOnlyList<TimelineRow> Rows)
{
    private const int Width = 940, Left = 44, Right = 8, Top = 30, BandHeight = 15, MarkHeight = 9, Gap = 12, Bottom = 30;
    private const int RowHeight = (2 * BandHeight) + (2 * MarkHeight) + 2 + Gap;

    public Html ToSvg()
    {
        var height = Top + (Rows.Count * RowHeight) + Bottom;
        var axis = Axis.Covering([Start, End], AxisScale.Linear);
        var description = string.Join("; ", Rows.Select(r => $"{r.Name}: {r.Marks.Count(m => m.IsPaired)} of {r.Marks.Count} boundaries were announced, {r.Announced.Count(m => !m.IsPaired)} more that did not come"));
        return ChartFrame.Of(Width, height, Title, description, Html.Of($"""
            <text class="title" x="0" y="15">{Title}</text>
            {axis.Ticks.Where(t => t >= Start && t <= End).Select(t => Html.Of($"""
                <line class="grid" x1="{At(t):0.#}" y1="{Top}" x2="{At(t):0.#}" y2="{height - Bottom + 2}"/><text class="label" x="{At(t):0.#}" y="{height - Bottom + 16}" text-anchor="middle">{AxisNumber.Of(t)} s</text>
                """))}
            {Rows.Select((row, i) => Row(row, Top + (i * RowHeight)))}
            """), Width);
    }

    private Html Row(TimelineRow row, int top)
    {
        var (truth, said) = (top + MarkHeight + 1, top + MarkHeight + BandHeight + 2);
        return Html.Of($"""
            <text class="label strong" x="0" y="{said + 3}">{row.Name}</text>
            {row.Marks.Select(m => Triangle(m, truth - 1, -MarkHeight, "truth"))}
            {row.Truth.Select(s => Band(s, truth, ""))}
            {row.Said.Select(s => Band(s, said, " pale"))}
            {row.Announced.Select(m => Triangle(m, said + BandHeight + 1, MarkHeight, "said"))}
            """);
    }

    private Html Band(TimelineStretch stretch, int top, string kind)
    {
        var (from, to) = (At(Math.Max(Start, stretch.Start)), At(Math.Min(End, stretch.End)));
        var width = to - from - 1;
        if (width <= 0)
            return Html.Empty;
        var label = ChartText.Width(stretch.Label) + 4 <= width ? Html.Of($"""<text class="{(kind.Length == 0 ? "inverse" : "count")}" x="{from + 4:0.#}" y="{top + 12}">{stretch.Label}</text>""") : Html.Empty;
        return Html.Of($"""
            <rect class="{ChartText.Colour(stretch.Colour)}{kind}" x="{from:0.#}" y="{top}" width="{width:0.#}" height="{BandHeight}" rx="1.5"><title>{stretch.Label}, {NumberText.Of(stretch.Start)} to {NumberText.Of(stretch.End)} s</title></rect>{label}
            """);
    }

    private Html Triangle(TimelineMark mark, int tip, int height, string kind) => mark.Time < Start || mark.Time > End ? Html.Empty : Html.Of($"""
        <polygon class="pointer {kind}{(mark.IsPaired ? "" : " alone")}" points="{At(mark.Time):0.#},{tip} {At(mark.Time) - 4.5:0.#},{tip + height} {At(mark.Time) + 4.5:0.#},{tip + height}"><title>{NumberText.Of(mark.Time)} s</title></polygon>
        """);

    private double At(double seconds) => Left + ((seconds - Start) / (End - Start) * (Width - Left - Right));
}

/// <summary>One track.</summary>
/// <param name="Name">Left of it.</param>
/// <param name="Truth">What it shows.</param>
/// <param name="Said">What it was said to show.</param>
/// <param name="Marks">Boundaries that are.</param>
/// <param name="Announced">Boundaries that were announced.</param>
public sealed record TimelineRow(string Name, IReadOnlyList<TimelineStretch> Truth, IReadOnlyList<TimelineStretch> Said, IReadOnlyList<TimelineMark> Marks, IReadOnlyList<TimelineMark> Announced);

/// <summary>A stretch in which a track shows the same.</summary>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Label">Written into it where there is room.</param>
/// <param name="Colour">Which of the page's colours.</param>
public readonly record struct TimelineStretch(double Start, double End, string Label, int Colour);

/// <summary>A boundary.</summary>
/// <param name="Time">In seconds.</param>
/// <param name="IsPaired">Whether there is one on the other side that goes with it.</param>
public readonly record struct TimelineMark(double Time, bool IsPaired);
