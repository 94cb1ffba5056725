namespace Saccade.Counting.Geometry;

/// <summary>An upright rectangle in pixels, from its left and top edges to before its right and bottom ones.</summary>
public readonly record struct PixelBox(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    /// <summary>Whether both share more than an edge.</summary>
    public bool Overlaps(PixelBox other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public PointPixels Centre => new((Left + Right) / 2, (Top + Bottom) / 2);
}
