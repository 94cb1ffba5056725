namespace Saccade.Report.Charts;

/// <summary>Pairs of numbers that should be equal, as discs whose areas go by how often a pair occurs, beside the line on which both are equal. Static SVG.</summary>
/// <param name="Title">What is drawn.</param>
/// <param name="XLabel">What the first number of a pair is.</param>
/// <param name="YLabel">What the second is.</param>
/// <param name="Pairs">Not below 0.</param>
public sealed record ScatterChart(string Title, string XLabel, string YLabel, IReadOnlyList<(double X, double Y)> Pairs)
{
    private const int Width = 340, Left = 48, Right = 16, Top = 30, Side = Width - Left - Right, Bottom = 38, Height = Top + Side + Bottom;
    private const double LargestRadius = 9, SmallestRadius = 1.6;

    public Html ToSvg()
    {
        var axis = Axis.Covering(Pairs.SelectMany(p => new[] { p.X, p.Y }).Append(0), AxisScale.Linear);
        var discs = Pairs.GroupBy(p => p).Select(g => (g.Key.X, g.Key.Y, Times: g.Count())).OrderBy(d => d.X).ThenBy(d => d.Y).ToArray();
        var most = discs.Select(d => d.Times).DefaultIfEmpty(0).Max();
        var equal = Pairs.Count == 0 ? double.NaN : (double)Pairs.Count(p => p.X.Equals(p.Y)) / Pairs.Count;
        return ChartFrame.Of(Width, Height, Title, $"{NumberText.Count(Pairs.Count)} pairs, of which a share of {NumberText.Of(equal)} are equal", Html.Of($"""
            <text class="title" x="{Left}" y="15">{Title}</text>
            {axis.Ticks.Select(t => Html.Of($"""
                <line class="grid" x1="{Left}" y1="{Y(axis, t):0.#}" x2="{Left + Side}" y2="{Y(axis, t):0.#}"/><text class="label" x="{Left - 6}" y="{Y(axis, t) + 4:0.#}" text-anchor="end">{AxisNumber.Of(t)}</text>
                <text class="label" x="{X(axis, t):0.#}" y="{Top + Side + 16}" text-anchor="middle">{AxisNumber.Of(t)}</text>
                """))}
            <text class="label" transform="translate(12 {Top + Side / 2}) rotate(-90)" text-anchor="middle">{YLabel}</text>
            <text class="label" x="{Left + Side / 2}" y="{Height - 5}" text-anchor="middle">{XLabel}</text>
            <line class="diagonal" x1="{Left}" y1="{Top + Side}" x2="{Left + Side}" y2="{Top}"/>
            {discs.Select(d => Html.Of($"""
                <circle class="dot s0" fill-opacity="0.6" cx="{X(axis, d.X):0.#}" cy="{Y(axis, d.Y):0.#}" r="{Math.Max(SmallestRadius, LargestRadius * Math.Sqrt((double)d.Times / most)):0.#}"><title>{NumberText.Of(d.X)}, {NumberText.Of(d.Y)}: {NumberText.Count(d.Times)}</title></circle>
                """))}
            """), largest: Width);
    }

    private static double X(Axis axis, double value) => Left + axis.Place(value) * Side;

    private static double Y(Axis axis, double value) => Top + Side - axis.Place(value) * Side;
}
