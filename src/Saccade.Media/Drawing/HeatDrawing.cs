namespace Saccade.Media;

/// <summary>Paints a grid of values over a picture, in the colours of <see cref="ColourScale"/>; what is cold stays as it was.</summary>
public static class HeatDrawing
{
    // At the warmest place the picture still shines through.
    private const double Strongest = 0.7;

    /// <param name="frame">The picture.</param>
    /// <param name="cells">(H, W) values from 0 on.</param>
    /// <param name="rows">H</param>
    /// <param name="columns">W</param>
    /// <param name="largest">The value that is shown as the warmest.</param>
    /// <param name="area">The part of the picture, in pixels, that the grid lies over; it may reach beyond the picture.</param>
    public static void PaintHeat(
        this Frame frame, ReadOnlySpan<float> cells, int rows, int columns, double largest, (double Left, double Top, double Right, double Bottom) area)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (cells.Length != rows * columns) throw new ArgumentException($"{cells.Length} values are no grid of {rows} x {columns}.", nameof(cells));
        if (!(largest > 0)) return;
        double perColumn = columns / (area.Right - area.Left), perRow = rows / (area.Bottom - area.Top);
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                double value = Between(cells, rows, columns, (x + 0.5 - area.Left) * perColumn, (y + 0.5 - area.Top) * perRow) / largest;
                // By its root: half the warmth is still well seen, and the coldest is not.
                frame.FillBox(x, y, x + 1, y + 1, ColourScale.At(value), Strongest * Math.Sqrt(Math.Clamp(value, 0, 1)));
            }
        }
    }

    // Linear between the middles of cells, so that no edge is seen where the model has none.
    private static double Between(ReadOnlySpan<float> cells, int rows, int columns, double x, double y)
    {
        (int left, int right, double across) = Neighbours(x, columns);
        (int above, int below, double down) = Neighbours(y, rows);
        return (1 - down) * ((1 - across) * cells[above * columns + left] + across * cells[above * columns + right])
            + down * ((1 - across) * cells[below * columns + left] + across * cells[below * columns + right]);
    }

    private static (int Before, int After, double Share) Neighbours(double at, int count)
    {
        double place = Math.Clamp(at - 0.5, 0, count - 1);
        int before = (int)place;
        return (before, Math.Min(before + 1, count - 1), place - before);
    }
}
