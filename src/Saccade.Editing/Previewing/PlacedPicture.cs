using Saccade.Editing.Timelines;
using Saccade.Media;
using Clip = Saccade.Editing.Timelines.Clip;

namespace Saccade.Editing.Previewing;

/// <summary>
/// Draws a picture into a frame as a clip's motion, crop and opacity place it at one moment: scaled and turned about its anchor, which stands at the position. Each of
/// the frame's pixels looks up where it lies in the picture and takes the four pixels around it by their nearness.
/// </summary>
/// <param name="Scale">Across and down: 1 is the picture's own size in the timeline's pixels.</param>
/// <param name="Position">Of the anchor from the frame's centre, in parts of the frame.</param>
/// <param name="Turn">Radians clockwise.</param>
/// <param name="Anchor">From the picture's centre, in parts of the picture.</param>
/// <param name="Low">The first point that is seen, in parts of the picture.</param>
/// <param name="High">The last.</param>
/// <param name="Opacity">0 to 1.</param>
internal readonly record struct PlacedPicture(Pair Scale, Pair Position, double Turn, Pair Anchor, Pair Low, Pair High, double Opacity)
{
    private const double Percent = 100;

    /// <summary>What shares are counted in: 256 is all of it.</summary>
    private const int One = 256;

    /// <param name="offset">Seconds after the clip's start.</param>
    public static PlacedPicture Of(Clip clip, Time.Rational offset)
    {
        var (motion, crop) = (clip.Motion, clip.Crop);
        var scale = motion.Scale.At(offset);
        return new(
            new(scale.X / Percent, scale.Y / Percent), motion.Position.At(offset), motion.Rotation.At(offset) * Math.PI / 180, motion.Anchor.At(offset),
            new(crop.Left.At(offset) / Percent, crop.Top.At(offset) / Percent), new(1 - (crop.Right.At(offset) / Percent), 1 - (crop.Bottom.At(offset) / Percent)),
            Math.Clamp(clip.Opacity.At(offset) / Percent, 0, 1));
    }

    /// <param name="frame">What is drawn into.</param>
    /// <param name="picture">In any size: it is <paramref name="size"/> at scale 1.</param>
    /// <param name="size">Width and height of the picture in the frame's pixels, at scale 1.</param>
    public void Draw(Frame frame, Frame picture, Pair size)
    {
        var (wide, high) = (size.X * Scale.X, size.Y * Scale.Y);
        if (!(wide > 0 && high > 0 && Opacity > 0 && High.X > Low.X && High.Y > Low.Y))
            return;
        var (sin, cos) = Math.SinCos(Turn);
        var (anchorX, anchorY) = ((0.5 + Position.X) * frame.Width, (0.5 + Position.Y) * frame.Height);
        var (top, bottom) = Rows(frame, wide, high, sin, cos, anchorY);
        var opacity = (int)Math.Round(Opacity * One);
        // A step to the right in the frame is the same step in the picture everywhere.
        var (stepU, stepV) = (cos / wide, -sin / high);
        for (var y = top; y < bottom; y++)
        {
            var row = frame.Row(y);
            var (across, downwards) = (0.5 - anchorX, y + 0.5 - anchorY);
            var u = (((across * cos) + (downwards * sin)) / wide) + 0.5 + Anchor.X;
            var v = (((downwards * cos) - (across * sin)) / high) + 0.5 + Anchor.Y;
            for (var x = 0; x < frame.Width; x++)
            {
                var (atU, atV) = (u + (x * stepU), v + (x * stepV));
                if (atU >= Low.X && atU < High.X && atV >= Low.Y && atV < High.Y)
                    Blend(row.Slice(3 * x, 3), picture, (atU * picture.Width) - 0.5, (atV * picture.Height) - 0.5, opacity);
            }
        }
    }

    /// <summary>The frame's rows between the highest and the lowest corner.</summary>
    private (int Top, int Bottom) Rows(Frame frame, double wide, double high, double sin, double cos, double anchorY)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var (u, v) in new[] { (Low.X, Low.Y), (Low.X, High.Y), (High.X, Low.Y), (High.X, High.Y) })
        {
            var y = anchorY + ((u - 0.5 - Anchor.X) * wide * sin) + ((v - 0.5 - Anchor.Y) * high * cos);
            (lowest, highest) = (Math.Min(lowest, y), Math.Max(highest, y));
        }
        return ((int)Math.Clamp(Math.Floor(lowest), 0, frame.Height), (int)Math.Clamp(Math.Ceiling(highest) + 1, 0, frame.Height));
    }

    /// <summary>Mixes the four pixels around a point of the picture into one of the frame, in whole numbers of 256ths.</summary>
    private static void Blend(Span<byte> pixel, Frame picture, double x, double y, int opacity)
    {
        var (fineX, fineY) = ((int)(Math.Clamp(x, 0, picture.Width - 1) * One), (int)(Math.Clamp(y, 0, picture.Height - 1) * One));
        var (left, up, dx, dy) = (fineX / One, fineY / One, fineX % One, fineY % One);
        var (right, down) = (Math.Min(left + 1, picture.Width - 1), Math.Min(up + 1, picture.Height - 1));
        var pixels = picture.Pixels;
        var (a, b) = (3 * ((up * picture.Width) + left), 3 * ((up * picture.Width) + right));
        var (c, d) = (3 * ((down * picture.Width) + left), 3 * ((down * picture.Width) + right));
        for (var channel = 0; channel < 3; channel++)
        {
            var above = (pixels[a + channel] * (One - dx)) + (pixels[b + channel] * dx);
            var below = (pixels[c + channel] * (One - dx)) + (pixels[d + channel] * dx);
            var seen = ((above * (One - dy)) + (below * dy) + (One * One / 2)) / (One * One);
            pixel[channel] = (byte)(((pixel[channel] * (One - opacity)) + (seen * opacity) + (One / 2)) / One);
        }
    }
}
