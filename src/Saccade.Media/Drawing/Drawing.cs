namespace Saccade.Media;

/// <summary>
/// Shapes drawn onto a <see cref="Frame"/>. Positions and sizes are in pixels and may be fractions (pixel centres lie at
/// + 0.5, see <see cref="Frame"/>); edges are anti-aliased by the share of the pixel that the shape covers, unless told
/// otherwise. Everything is clipped to the frame; a shape with a coordinate that is not a number draws nothing. Alpha is 0
/// (nothing) to 1 (opaque).
/// </summary>
public static class Drawing
{
    // Within a pixel on a disc's edge the area is summed over this many thin rows, each with its exact width.
    private const int RowsPerPixel = 8;

    /// <summary>
    /// A filled disc. Without <paramref name="antialias"/> a pixel whose centre lies within the radius is painted wholly, and
    /// no other is touched.
    /// </summary>
    public static void FillDisc(
        this Frame frame, double x, double y, double radius, Rgb colour, double alpha = 1, bool antialias = true)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!(radius > 0)) return;
        (int left, int right) = Touched(x - radius, x + radius, frame.Width);
        (int top, int bottom) = Touched(y - radius, y + radius, frame.Height);
        for (int py = top; py < bottom; py++)
        {
            for (int px = left; px < right; px++)
            {
                double dx = px + 0.5 - x, dy = py + 0.5 - y;
                double coverage = antialias
                    ? DiscCoverage(dx, dy, radius)
                    : dx * dx + dy * dy <= radius * radius ? 1 : 0;
                Blend(frame, px, py, colour, alpha * coverage);
            }
        }
    }

    /// <summary>The outline of a circle; the line is centred on the radius.</summary>
    public static void DrawCircle(
        this Frame frame, double x, double y, double radius, Rgb colour, double thickness = 1, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(frame);
        double reach = radius + thickness / 2 + 1;
        (int left, int right) = Touched(x - reach, x + reach, frame.Width);
        (int top, int bottom) = Touched(y - reach, y + reach, frame.Height);
        for (int py = top; py < bottom; py++)
        {
            for (int px = left; px < right; px++)
            {
                double dx = px + 0.5 - x, dy = py + 0.5 - y;
                double distance = Math.Abs(Math.Sqrt(dx * dx + dy * dy) - radius);
                Blend(frame, px, py, colour, alpha * StrokeCoverage(distance, thickness));
            }
        }
    }

    /// <summary>A straight line from (x0, y0) to (x1, y1) with round ends.</summary>
    public static void DrawLine(
        this Frame frame, double x0, double y0, double x1, double y1, Rgb colour, double thickness = 1, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(frame);
        double reach = thickness / 2 + 1;
        (int left, int right) = Touched(Math.Min(x0, x1) - reach, Math.Max(x0, x1) + reach, frame.Width);
        (int top, int bottom) = Touched(Math.Min(y0, y1) - reach, Math.Max(y0, y1) + reach, frame.Height);
        double ux = x1 - x0, uy = y1 - y0;
        double squared = ux * ux + uy * uy;
        for (int py = top; py < bottom; py++)
        {
            for (int px = left; px < right; px++)
            {
                double dx = px + 0.5 - x0, dy = py + 0.5 - y0;
                double along = squared > 0 ? Math.Clamp((dx * ux + dy * uy) / squared, 0, 1) : 0;
                double ex = dx - along * ux, ey = dy - along * uy;
                Blend(frame, px, py, colour, alpha * StrokeCoverage(Math.Sqrt(ex * ex + ey * ey), thickness));
            }
        }
    }

    /// <summary>The filled rectangle [left, right) by [top, bottom).</summary>
    public static void FillBox(
        this Frame frame, double left, double top, double right, double bottom, Rgb colour, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(frame);
        (int x0, int x1) = Touched(left, right, frame.Width);
        (int y0, int y1) = Touched(top, bottom, frame.Height);
        for (int py = y0; py < y1; py++)
        {
            double rows = Math.Min(bottom, py + 1) - Math.Max(top, py);
            for (int px = x0; px < x1; px++)
                Blend(frame, px, py, colour, alpha * rows * (Math.Min(right, px + 1) - Math.Max(left, px)));
        }
    }

    /// <summary>The outline of a rectangle, drawn inside its edges; each pixel is painted once, so that alpha is even.</summary>
    public static void DrawBox(
        this Frame frame, double left, double top, double right, double bottom, Rgb colour, double thickness = 1, double alpha = 1)
    {
        double innerTop = Math.Min(top + thickness, bottom);
        double innerBottom = Math.Max(bottom - thickness, innerTop);
        frame.FillBox(left, top, right, innerTop, colour, alpha);
        frame.FillBox(left, innerBottom, right, bottom, colour, alpha);
        frame.FillBox(left, innerTop, Math.Min(left + thickness, right), innerBottom, colour, alpha);
        frame.FillBox(Math.Max(right - thickness, left + thickness), innerTop, right, innerBottom, colour, alpha);
    }

    /// <summary>
    /// Text in the built-in <see cref="BitmapFont"/>, its top left corner at (x, y), each dot of a letter being
    /// <paramref name="scale"/> pixels wide and high. A line feed starts a new line.
    /// </summary>
    public static void DrawText(this Frame frame, int x, int y, string text, Rgb colour, int scale = 1, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        double penX = x, penY = y; // as double: a long text or a far corner cannot overflow
        foreach (char character in text)
        {
            if (character == '\n')
            {
                penX = x;
                penY += BitmapFont.LineHeight * (double)scale;
                continue;
            }
            foreach ((int column, int row) in BitmapFont.Dots(character))
            {
                double dotX = penX + column * (double)scale, dotY = penY + row * (double)scale;
                frame.FillBox(dotX, dotY, dotX + scale, dotY + scale, colour, alpha);
            }
            penX += BitmapFont.Advance * (double)scale;
        }
    }

    // The pixels first..end-1 that the interval touches, none when it is empty, outside or not a number.
    private static (int First, int End) Touched(double from, double to, int size)
    {
        if (!(from < to)) return (0, 0);
        return ((int)Math.Clamp(Math.Floor(from), 0, size), (int)Math.Clamp(Math.Ceiling(to), 0, size));
    }

    // The share of the unit pixel centred at (dx, dy) that lies within the radius of the origin.
    private static double DiscCoverage(double dx, double dy, double radius)
    {
        double ax = Math.Abs(dx), ay = Math.Abs(dy);
        double farX = ax + 0.5, farY = ay + 0.5;
        if (farX * farX + farY * farY <= radius * radius) return 1;
        double nearX = Math.Max(ax - 0.5, 0), nearY = Math.Max(ay - 0.5, 0);
        if (nearX * nearX + nearY * nearY >= radius * radius) return 0;
        double sum = 0;
        for (int i = 0; i < RowsPerPixel; i++)
        {
            double y = dy - 0.5 + (i + 0.5) / RowsPerPixel;
            double halfChord = Math.Sqrt(Math.Max(radius * radius - y * y, 0));
            sum += Math.Max(Math.Min(dx + 0.5, halfChord) - Math.Max(dx - 0.5, -halfChord), 0);
        }
        return sum / RowsPerPixel;
    }

    // A line's edge falls off over one pixel; a line thinner than a pixel is paler, not thinner.
    private static double StrokeCoverage(double distance, double thickness) =>
        Math.Clamp(Math.Max(thickness, 1) / 2 + 0.5 - distance, 0, 1) * Math.Clamp(thickness, 0, 1);

    private static void Blend(Frame frame, int x, int y, Rgb colour, double alpha)
    {
        if (!(alpha > 0)) return;
        int weight = (int)(Math.Min(alpha, 1) * 65536 + 0.5);
        Span<byte> pixel = frame.Pixels.AsSpan((y * frame.Width + x) * 3, 3);
        pixel[0] = Mix(pixel[0], colour.R, weight);
        pixel[1] = Mix(pixel[1], colour.G, weight);
        pixel[2] = Mix(pixel[2], colour.B, weight);
    }

    private static byte Mix(byte below, byte above, int weight) =>
        (byte)((below * (65536 - weight) + above * weight + 32768) >> 16);
}
