namespace Saccade.Counting.Geometry;

/// <summary>
/// The plane of an image of a size. Coordinates normalise by the size of the image that was loaded, never by a size that somebody wrote down for
/// another copy of it: annotations made on the original photograph are a known trap.
/// </summary>
public readonly record struct ImagePlane(int Width, int Height)
{
    /// <summary>x_n = 2 x / W - 1, and y by H.</summary>
    public PointNormal Normalise(PointPixels point) => new((2 * point.X / Width) - 1, (2 * point.Y / Height) - 1);

    /// <summary>The inverse of <see cref="Normalise"/>, not rounded.</summary>
    public PointPixels Restore(PointNormal point) => new((point.X + 1) / 2 * Width, (point.Y + 1) / 2 * Height);

    /// <summary>The pixel that a normalised place lies in, at most the last one.</summary>
    public (int X, int Y) PixelOf(PointNormal point)
    {
        var (x, y) = Restore(point);
        return (Math.Clamp((int)x, 0, Width - 1), Math.Clamp((int)y, 0, Height - 1));
    }

    /// <summary>Whether a place lies in the image; its right and lower edges belong to it, since annotations stand there.</summary>
    public bool Holds(PointPixels point) => point.X >= 0 && point.Y >= 0 && point.X <= Width && point.Y <= Height;
}
