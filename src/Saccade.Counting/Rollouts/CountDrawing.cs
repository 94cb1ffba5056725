using Saccade.Counting.Geometry;
using Saccade.Counting.Marks;
using Saccade.Media;

namespace Saccade.Counting.Rollouts;

/// <summary>A picture with every counted thing under its number, joined in the order of counting, with the count above. Small pictures are enlarged; marks and letters of large ones grow with them.</summary>
public static class CountDrawing
{
    private const int SmallestSide = 480;

    // A mark hides what it marks less the smaller it is, and is read the better the larger it is: of the distance between neighbours, and of the picture's longer side.
    private const double MarkShare = 0.35, LargestShare = 1 / 38.0, SmallestMark = 5;

    private const double TitleShare = 1 / 32.0, PathShare = 0.1;

    private static readonly Rgb Ground = Rgb.Gray(24), Path = new(255, 210, 60);

    /// <param name="picture">As it was given; not changed.</param>
    /// <param name="points">In pixels of it, in the order of counting.</param>
    /// <param name="title">One line.</param>
    public static Frame Draw(Frame picture, IReadOnlyList<PointPixels> points, string title)
    {
        var scale = Math.Max(1, (int)Math.Ceiling((double)SmallestSide / Math.Max(picture.Width, picture.Height)));
        var shown = picture.Enlarged(scale);
        var longer = Math.Max(shown.Width, shown.Height);
        PointPixels[] places = [.. points.Select(p => new PointPixels(p.X * scale, p.Y * scale))];
        var radius = Math.Max(SmallestMark, Math.Min(LargestShare * longer, MarkShare * (Spacing.Of(places) ?? double.PositiveInfinity)));
        for (var i = 1; i < places.Length; i++)
            shown.DrawLine(places[i - 1].X, places[i - 1].Y, places[i].X, places[i].Y, Path, Math.Max(1, PathShare * radius), alpha: 0.6);
        shown.Mark(places, MarkStyle.Numbers, radius);
        return Titled(shown, title, Math.Max(2, (int)Math.Round(longer * TitleShare / BitmapFont.LineHeight)));
    }

    private static Frame Titled(Frame shown, string title, int scale)
    {
        var height = (BitmapFont.LineHeight * scale) + 6;
        var drawn = new Frame(Math.Max(shown.Width, (BitmapFont.Measure(title).Width * scale) + 8), shown.Height + height);
        drawn.Fill(Ground);
        drawn.DrawText(4, 3, title, Rgb.White, scale);
        drawn.Paste(shown, 0, height);
        return drawn;
    }
}
