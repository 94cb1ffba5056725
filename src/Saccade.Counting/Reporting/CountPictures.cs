using System.Globalization;
using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Marks;
using Saccade.Counting.Metrics;
using Saccade.Media;

namespace Saccade.Counting.Reporting;

/// <summary>An image as it was given and, beside it, with what is true (green), what was said (red) and a yellow line between both.</summary>
/// <param name="image">The image.</param>
/// <param name="record">What was said of it.</param>
internal sealed class CountPictures(CountingImage image, CountRecord record)
{
    private const int SmallestSide = 300, Gap = 4, WordScale = 2, Line = (WordScale * BitmapFont.LineHeight) + 2;

    // Of circles, in pixels of the enlarged picture.
    private const double TrueRadius = 9, SaidRadius = 6;

    private static readonly Rgb True = new(0, 220, 60), Said = new(255, 50, 50), Error = new(255, 225, 0), Shade = Rgb.Gray(16);

    private readonly int _scale = Math.Max(1, (int)Math.Ceiling((double)SmallestSide / Math.Max(image.Picture.Width, image.Picture.Height)));
    private readonly double _pixels = CountRecord.PixelsOf(image);

    /// <summary>A taught step: what was visited is marked on both sides; on the right the next thing, where the model points instead, and how sure each is of the end.</summary>
    public Frame Step(StepAnswer answer)
    {
        var marked = image.Picture.Enlarged(_scale);
        marked.Mark([.. record.Truth.Take(answer.Visited).Select(Shown)], MarkStyle.Numbers, TrueRadius);
        var drawn = marked.Copy();
        var isEnd = answer.Visited == record.Truth.Count;
        var done = record.Done(answer.End);
        if (!isEnd)
            Circle(drawn, record.Truth[answer.Visited], True, TrueRadius);
        if (done < 0.5)
        {
            Circle(drawn, answer.Place, Said, SaidRadius);
            if (!isEnd)
                Join(drawn, answer.Place, record.Truth[answer.Visited]);
        }
        return Beside(marked, drawn, string.Create(CultureInfo.InvariantCulture, $"said done={done:0.00}"), $"true done={(isEnd ? 1 : 0)}");
    }

    /// <summary>A whole count: every thing, every point with its number, and lines between those that belong together where they lie apart.</summary>
    public Frame Count()
    {
        var given = image.Picture.Enlarged(_scale);
        var drawn = given.Copy();
        var count = record.Count;
        PointPixels[] points = [.. count.Points.Select(p => p.Place)];
        foreach (var thing in record.Truth)
            Circle(drawn, thing, True, TrueRadius);
        var pairs = PointMatching.Pairs(points, record.Truth, CountingMetrics.Radius);
        foreach (var (i, point) in points.Index())
            Circle(drawn, point, Said, SaidRadius);
        // The worst alone says its error: more would hide the picture.
        foreach (var (i, pair) in pairs.OrderByDescending(p => p.Distance).Index())
            Join(drawn, points[pair.Said], record.Truth[pair.Truth], isTold: i == 0);
        foreach (var (i, point) in points.Index())
            Text(drawn, (int)Shown(point).X + 7, (int)Shown(point).Y - 5, (i + 1).ToString(CultureInfo.InvariantCulture), Rgb.White);
        return Beside(given, drawn, string.Create(CultureInfo.InvariantCulture, $"said {count.Count}, done={count.Done:0.00}"), $"true {record.Truth.Count}");
    }

    /// <summary>Both pictures, and below the right one, where it hides nothing, what was said and what is true.</summary>
    private static Frame Beside(Frame left, Frame right, string said, string truth)
    {
        var both = new Frame(left.Width + Gap + right.Width, left.Height + Gap + (2 * Line));
        both.Fill(Shade);
        both.Paste(left, 0, 0);
        both.Paste(right, left.Width + Gap, 0);
        both.DrawText(left.Width + Gap, left.Height + Gap, said, Said, WordScale);
        both.DrawText(left.Width + Gap, left.Height + Gap + Line, truth, True, WordScale);
        return both;
    }

    private void Circle(Frame frame, PointPixels place, Rgb colour, double radius)
    {
        var (x, y) = Shown(place);
        frame.DrawCircle(x, y, radius, Shade, 4, alpha: 0.5);
        frame.DrawCircle(x, y, radius, colour, 2);
    }

    private void Join(Frame frame, PointPixels said, PointPixels truth, bool isTold = true)
    {
        var (from, to) = (Shown(said), Shown(truth));
        frame.DrawLine(from.X, from.Y, to.X, to.Y, Error, 1.5);
        if (isTold)
            Text(frame, (int)((from.X + to.X) / 2) + 4, (int)((from.Y + to.Y) / 2) - 14, ErrorLabel.Of(OfImage(said), OfImage(truth)), Error);
    }

    private static void Text(Frame frame, int x, int y, string text, Rgb colour)
    {
        var (width, height) = (BitmapFont.Measure(text).Width, BitmapFont.LineHeight);
        (x, y) = (Math.Clamp(x, 0, Math.Max(0, frame.Width - width)), Math.Clamp(y, 0, Math.Max(0, frame.Height - height)));
        frame.FillBox(x - 1, y - 1, x + width, y + height - 1, Shade, 0.55);
        frame.DrawText(x, y, text, colour);
    }

    /// <summary>From pixels of 384 to those of the image.</summary>
    private PointPixels OfImage(PointPixels place) => new(place.X / _pixels, place.Y / _pixels);

    private PointPixels Shown(PointPixels place) => new(place.X / _pixels * _scale, place.Y / _pixels * _scale);
}
