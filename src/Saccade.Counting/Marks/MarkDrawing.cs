using System.Globalization;
using Saccade.Counting.Geometry;
using Saccade.Media;

namespace Saccade.Counting.Marks;

/// <summary>
/// Draws marks on things that have been counted. Sizes follow the things' radius: a mark of fixed size covers neighbours in a dense scene
/// and is lost in a large one. Without points a picture stays as it is.
/// </summary>
public static class MarkDrawing
{
    /// <summary>The radius of the historical disc, in pixels.</summary>
    public const double HistoricalRadius = 12;

    // Of the blend of a numbered disc; the historical setting of 0.3 never reached its drawing.
    private const double DiscAlpha = 0.6;
    private const double HaloAlpha = 0.3;

    // Of the disc's radius.
    private const double DotShare = 0.5, HaloSpread = 0.8, HaloReach = 3;

    private static readonly Rgb Green = new(0, 255, 0), Red = new(255, 0, 0);

    /// <summary>Marks <paramref name="points"/> on <paramref name="frame"/>, in their order.</summary>
    /// <param name="frame">Drawn upon.</param>
    /// <param name="points">What has been counted, in pixels of the frame.</param>
    /// <param name="style">How it is marked.</param>
    /// <param name="radius">Of a disc, in pixels, positive; dots and halos are sized by it.</param>
    public static void Mark(this Frame frame, IReadOnlyList<PointPixels> points, MarkStyle style, double radius)
    {
        if (!(radius > 0))
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "Marks must have a positive radius.");
        switch (style)
        {
            case MarkStyle.Numbers:
                foreach (var (i, point) in points.Index())
                    Number(frame, point, i + 1, radius);
                break;
            case MarkStyle.Dots:
                foreach (var (i, point) in points.Index())
                    frame.FillDisc(point.X, point.Y, radius * DotShare, Hue((double)i / points.Count));
                break;
            case MarkStyle.Halo:
                Halo(frame, points, radius);
                break;
        }
    }

    private static void Number(Frame frame, PointPixels point, int ordinal, double radius)
    {
        frame.FillDisc(point.X, point.Y, radius, Green, DiscAlpha);
        var text = ordinal.ToString(CultureInfo.InvariantCulture);
        var scale = Math.Max(1, (int)(radius / BitmapFont.LineHeight));
        var (width, height) = (text.Length * BitmapFont.Advance * scale, BitmapFont.LineHeight * scale);
        frame.DrawText((int)Math.Round(point.X - (width / 2.0)), (int)Math.Round(point.Y - (height / 2.0)), text, Rgb.White, scale);
    }

    /// <summary>At each pixel the strongest of exp(-r^2 / 2 s^2) over the points, as red over the picture.</summary>
    private static void Halo(Frame frame, IReadOnlyList<PointPixels> points, double radius)
    {
        var spread = radius * HaloSpread;
        var reach = (int)Math.Ceiling(spread * HaloReach);
        var strength = new float[frame.Width * frame.Height];
        foreach (var point in points)
        {
            for (var y = Math.Max(0, (int)point.Y - reach); y <= Math.Min(frame.Height - 1, (int)point.Y + reach); y++)
            {
                for (var x = Math.Max(0, (int)point.X - reach); x <= Math.Min(frame.Width - 1, (int)point.X + reach); x++)
                {
                    var squared = new PointPixels(x + 0.5, y + 0.5).SquaredDistanceTo(point);
                    ref var here = ref strength[(y * frame.Width) + x];
                    here = Math.Max(here, (float)Math.Exp(-squared / (2 * spread * spread)));
                }
            }
        }
        for (var i = 0; i < strength.Length; i++)
        {
            if (strength[i] > 0)
                frame.FillBox(i % frame.Width, i / frame.Width, (i % frame.Width) + 1, (i / frame.Width) + 1, Red, HaloAlpha * strength[i]);
        }
    }

    /// <summary>The colour of a hue from 0 to 1, with saturation and value of 0.9.</summary>
    private static Rgb Hue(double hue)
    {
        const double Value = 0.9, Saturation = 0.9;
        return new(Channel(5), Channel(3), Channel(1));

        byte Channel(double offset)
        {
            var k = (offset + (hue * 6)) % 6;
            return (byte)Math.Round(255 * (Value - (Value * Saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1))));
        }
    }
}
