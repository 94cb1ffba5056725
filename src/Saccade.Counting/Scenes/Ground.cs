using Saccade.Tensors.Random;

namespace Saccade.Counting.Scenes;

/// <summary>What objects lie on: a colour, light that falls from one side, and, as clutter, a mottled surface, lines and specks too small to be objects.</summary>
internal static class Ground
{
    private const int MostLines = 6, MostSpecks = 30, Cell = 12;

    // Draws' numbers are part of what a scene is: they never change.
    private const ulong Colour = 0, Side = 4, Strength = 5, Lines = 8, Specks = 100, Mottles = 1000;

    /// <summary>Fills the whole canvas.</summary>
    public static void Paint(Canvas canvas, RandomKey random, bool clutter)
    {
        var level = 0.25 + (0.5 * random.UniformDouble(Colour));
        Span<double> ground = [level + Tint(1), level + Tint(2), level + Tint(3)];
        var mottle = clutter ? 0.12 * random.UniformDouble(Strength) : 0;
        var corners = Corners(random, canvas);
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
            {
                var shade = mottle == 0 ? 0 : mottle * Mottle(corners, x, y);
                var pixel = canvas[x, y];
                for (var c = 0; c < 3; c++)
                    pixel[c] = (float)(ground[c] + shade);
            }
        }
        if (clutter)
        {
            Draw(canvas, random, Lines, random.Integer(Strength + 1, MostLines + 1), isLine: true);
            Draw(canvas, random, Specks, random.Integer(Strength + 2, MostSpecks + 1), isLine: false);
        }

        double Tint(ulong channel) => 0.16 * (random.UniformDouble(Colour + channel) - 0.5);
    }

    /// <summary>Brightens one side of the canvas and darkens the other, objects too.</summary>
    public static void Light(Canvas canvas, RandomKey random)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * random.UniformDouble(Side));
        var strength = 0.5 * random.UniformDouble(Side + 3);
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
            {
                var along = (cos * ((double)x / canvas.Width - 0.5)) + (sin * ((double)y / canvas.Height - 0.5));
                var pixel = canvas[x, y];
                for (var c = 0; c < 3; c++)
                    pixel[c] *= (float)(1 + (strength * along));
            }
        }
    }

    /// <summary>Random values from -1 to 1 at the corners of all cells: (rows, columns).</summary>
    private static double[,] Corners(RandomKey random, Canvas canvas)
    {
        var corners = new double[(canvas.Height / Cell) + 2, (canvas.Width / Cell) + 2];
        for (var row = 0; row < corners.GetLength(0); row++)
        {
            for (var column = 0; column < corners.GetLength(1); column++)
                corners[row, column] = (2 * random.UniformDouble(Mottles + ((ulong)row << 16) + (ulong)column)) - 1;
        }
        return corners;
    }

    /// <summary>Smooth noise: the corners' values, smoothly joined.</summary>
    private static double Mottle(double[,] corners, int x, int y)
    {
        var (left, top) = (x / Cell, y / Cell);
        var (u, v) = (Smooth((double)(x % Cell) / Cell), Smooth((double)(y % Cell) / Cell));
        return Mix(Mix(corners[top, left], corners[top, left + 1], u), Mix(corners[top + 1, left], corners[top + 1, left + 1], u), v);

        static double Smooth(double t) => t * t * (3 - (2 * t));
        static double Mix(double a, double b, double t) => a + (t * (b - a));
    }

    private static void Draw(Canvas canvas, RandomKey random, ulong first, int count, bool isLine)
    {
        for (var i = 0; i < count; i++)
        {
            var draw = first + ((ulong)i * 8);
            var (x, y) = (canvas.Width * random.UniformDouble(draw), canvas.Height * random.UniformDouble(draw + 1));
            var (sin, cos) = Math.SinCos(2 * Math.PI * random.UniformDouble(draw + 2));
            var length = isLine ? canvas.Width * (0.2 + (0.8 * random.UniformDouble(draw + 3))) : 0;
            var halfWidth = isLine ? 0.4 + (0.6 * random.UniformDouble(draw + 4)) : 0.5 + random.UniformDouble(draw + 4);
            var level = random.UniformDouble(draw + 5);
            Stroke(canvas, (x, y), (x + (length * cos), y + (length * sin)), halfWidth, [level, level * (0.8 + (0.4 * random.UniformDouble(draw + 6))), level]);
        }
    }

    private static void Stroke(Canvas canvas, (double X, double Y) from, (double X, double Y) to, double halfWidth, ReadOnlySpan<double> colour)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var squared = (dx * dx) + (dy * dy);
        var reach = halfWidth + 1;
        for (var y = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach)); y < Math.Min(canvas.Height, Math.Max(from.Y, to.Y) + reach); y++)
        {
            for (var x = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach)); x < Math.Min(canvas.Width, Math.Max(from.X, to.X) + reach); x++)
            {
                var (px, py) = (x + 0.5 - from.X, y + 0.5 - from.Y);
                var along = squared > 0 ? Math.Clamp(((px * dx) + (py * dy)) / squared, 0, 1) : 0;
                var (ex, ey) = (px - (along * dx), py - (along * dy));
                var share = Math.Clamp(halfWidth + 0.5 - Math.Sqrt((ex * ex) + (ey * ey)), 0, 1);
                if (share > 0)
                    canvas.Blend(x, y, share, colour);
            }
        }
    }
}
