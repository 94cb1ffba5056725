using System.Globalization;
using Saccade.Counting.Geometry;
using Saccade.Counting.Marks;
using Saccade.Media;

namespace Saccade.Counting.Rollouts;

/// <summary>A picture with every counted thing under its number, joined in the order of counting, with the count above.</summary>
public static class CountDrawing
{
    private const int SmallestSide = 480, TitleScale = 2, TitleHeight = (BitmapFont.LineHeight * TitleScale) + 6;

    // A mark hides what it marks less the smaller it is, and is read the better the larger it is.
    private const double LargestMark = 11, SmallestMark = 5, MarkShare = 0.35;

    private static readonly Rgb Ground = Rgb.Gray(24), Path = new(255, 210, 60);

    /// <param name="picture">As it was given; not changed.</param>
    /// <param name="points">In pixels of it, in the order of counting.</param>
    /// <param name="title">One line.</param>
    public static Frame Draw(Frame picture, IReadOnlyList<PointPixels> points, string title)
    {
        var scale = Math.Max(1, (int)Math.Ceiling((double)SmallestSide / Math.Max(picture.Width, picture.Height)));
        var shown = picture.Enlarged(scale);
        PointPixels[] places = [.. points.Select(p => new PointPixels(p.X * scale, p.Y * scale))];
        for (var i = 1; i < places.Length; i++)
            shown.DrawLine(places[i - 1].X, places[i - 1].Y, places[i].X, places[i].Y, Path, 1, alpha: 0.6);
        shown.Mark(places, MarkStyle.Numbers, Radius(places));
        var drawn = new Frame(Math.Max(shown.Width, BitmapFont.Measure(title).Width * TitleScale), shown.Height + TitleHeight);
        drawn.Fill(Ground);
        drawn.DrawText(4, 3, title, Rgb.White, TitleScale);
        drawn.Paste(shown, 0, TitleHeight);
        return drawn;
    }

    /// <summary>The title of a count.</summary>
    public static string Title(string category, CountResult count) => string.Create(CultureInfo.InvariantCulture, $"{category}: {count.Count}{(count.Reason == StopReason.NoMore ? "" : ", not finished")}");

    /// <summary>Marks of neighbours shall not cover each other: a share of the usual distance to the nearest.</summary>
    private static double Radius(PointPixels[] places)
    {
        if (places.Length < 2)
            return LargestMark;
        var nearest = places.Select((p, i) => places.Where((_, j) => j != i).Min(p.DistanceTo)).Order().ToArray();
        return Math.Clamp(MarkShare * nearest[nearest.Length / 2], SmallestMark, LargestMark);
    }
}
