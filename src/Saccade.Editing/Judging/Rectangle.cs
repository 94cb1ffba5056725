using Saccade.Editing.Grid;

namespace Saccade.Editing.Judging;

/// <summary>
/// What a picture covers, in parts of the frame, with what lies outside of the frame too. A grid does not say how large a picture is by itself: it is taken to be as large as the
/// frame. Rotation and anchor are left out.
/// </summary>
/// <param name="Left">Left edge; 0 is the frame's.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Width">After scale and crop; 0 where everything is cropped away.</param>
/// <param name="Height">Likewise.</param>
internal readonly record struct Rectangle(double Left, double Top, double Width, double Height)
{
    /// <summary>Of a track's numbers at a step.</summary>
    /// <param name="layout">What they are.</param>
    /// <param name="cell">(V)</param>
    public static Rectangle Of(GridLayout layout, ReadOnlySpan<float> cell)
    {
        var (scale, position, crop) = (GroupOf(layout, "scale"), GroupOf(layout, "position"), GroupOf(layout, "crop"));
        var size = Math.Max(0, layout == GridLayout.Nine ? cell[scale] / 100.0 : cell[scale]);
        var (left, right) = (cell[crop] / 100.0, cell[crop + 1] / 100.0);
        var (top, bottom) = (cell[crop + 2] / 100.0, cell[crop + 3] / 100.0);
        return new(
            0.5 + cell[position] - (size / 2) + (size * left), 0.5 + cell[position + 1] - (size / 2) + (size * top),
            size * Math.Max(0, 1 - left - right), size * Math.Max(0, 1 - top - bottom));
    }

    /// <summary>Intersection over union (Jaccard 1901): 1 for equal ones, and for two of which nothing is left.</summary>
    public double Overlap(Rectangle other)
    {
        if (this == other)
            return 1;
        var (own, its) = (Width * Height, other.Width * other.Height);
        if (own <= 0 && its <= 0)
            return 1;
        var across = Math.Min(Left + Width, other.Left + other.Width) - Math.Max(Left, other.Left);
        var down = Math.Min(Top + Height, other.Top + other.Height) - Math.Max(Top, other.Top);
        var both = Math.Max(0, across) * Math.Max(0, down);
        return both / (own + its - both);
    }

    private static int GroupOf(GridLayout layout, string name) => GridLayout.FirstNumber + layout.Groups.First(g => g.Name == name).First;
}
