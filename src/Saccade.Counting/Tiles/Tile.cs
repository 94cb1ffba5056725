using Saccade.Counting.Geometry;
using Saccade.Media;

namespace Saccade.Counting.Tiles;

/// <summary>A part of an image, in pixels of it.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public readonly record struct Tile(int Left, int Top, int Width, int Height)
{
    /// <summary>How far a place lies from the nearest edge at which the tile cuts the image; the image's own edges cut nothing. Below 0: outside.</summary>
    public double Margin(PointPixels place, ImagePlane image)
    {
        double never = image.Width + image.Height;
        var (left, top) = (Left > 0 ? place.X - Left : never, Top > 0 ? place.Y - Top : never);
        var (right, bottom) = (Left + Width < image.Width ? Left + Width - place.X : never, Top + Height < image.Height ? Top + Height - place.Y : never);
        return Math.Min(Math.Min(left, right), Math.Min(top, bottom));
    }

    public bool Holds(PointPixels place) => place.X >= Left && place.Y >= Top && place.X <= Left + Width && place.Y <= Top + Height;

    /// <summary>The picture of it.</summary>
    public Frame Of(Frame picture)
    {
        if (Left == 0 && Top == 0 && Width == picture.Width && Height == picture.Height)
            return picture;
        var part = new Frame(Width, Height);
        part.Paste(picture, -Left, -Top);
        return part;
    }
}
