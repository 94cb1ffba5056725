namespace Saccade.Counting.Geometry;

/// <summary>An upright rectangle in pixels, from its left and top edges to before its right and bottom ones.</summary>
public readonly record struct PixelBox(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public PointPixels Centre => new((Left + Right) / 2, (Top + Bottom) / 2);
}
