namespace Saccade.Report.Charts;

/// <summary>A frame with what pictures cover of it, the fuller in colour the longer they do. Static SVG.</summary>
/// <param name="Title">Whose pictures.</param>
/// <param name="Aspect">The frame's width by its height.</param>
/// <param name="Boxes">What is covered; may reach beyond the frame.</param>
public sealed record FrameChart(string Title, double Aspect, IReadOnlyList<FrameBox> Boxes)
{
    private const double Side = 150;
    private const int Margin = 26, Top = 24, Shown = 240;

    public Html ToSvg()
    {
        var aspect = Math.Clamp(Aspect, 0.25, 4);
        var (width, height) = aspect >= 1 ? (Side, Side / aspect) : (Side * aspect, Side);
        var left = ((Side - width) / 2) + Margin;
        var top = ((Side - height) / 2) + Margin + Top - 12;
        var whole = Side + (2 * Margin);
        var description = string.Join("; ", Boxes.Select(b => $"{b.Name}, {NumberText.Of(b.Share * 100)} % of the time"));
        return ChartFrame.Of((int)whole, (int)whole + Top - 12, Title, description, Html.Of($"""
            <text class="title" x="0" y="15">{Title}</text>
            <rect class="cell" x="{left:0.#}" y="{top:0.#}" width="{width:0.#}" height="{height:0.#}"/>
            {Boxes.OrderBy(b => b.Share).Select(b => Box(b, left, top, width, height))}
            <rect class="outline" x="{left:0.#}" y="{top:0.#}" width="{width:0.#}" height="{height:0.#}" fill="none"/>
            """), Shown);
    }

    // Beyond the frame only as far as the chart's margin: a picture ten times as large as the frame looks like one that is larger.
    private static Html Box(FrameBox box, double left, double top, double width, double height)
    {
        double Within(double value, double from, double size) => Math.Clamp(from + (value * size), from - Margin + 4, from + size + Margin - 4);
        var (x0, x1) = (Within(box.Left, left, width), Within(box.Left + box.Width, left, width));
        var (y0, y1) = (Within(box.Top, top, height), Within(box.Top + box.Height, top, height));
        return Html.Of($"""
            <rect class="box s0" x="{x0:0.#}" y="{y0:0.#}" width="{x1 - x0:0.#}" height="{y1 - y0:0.#}" fill-opacity="{Math.Clamp(box.Share, 0.06, 1) * 0.55:0.##}"><title>{box.Name}, {box.Share * 100:0.#} % of the time</title></rect>
            """);
    }
}

/// <summary>What a picture covers, in parts of the frame from its upper left corner.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Left">Its left side.</param>
/// <param name="Top">Its upper side.</param>
/// <param name="Width">How wide.</param>
/// <param name="Height">How high.</param>
/// <param name="Share">Of the time, 0 to 1.</param>
public readonly record struct FrameBox(string Name, double Left, double Top, double Width, double Height, double Share);
