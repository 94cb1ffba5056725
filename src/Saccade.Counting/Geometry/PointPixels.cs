namespace Saccade.Counting.Geometry;

/// <summary>A place in an image in pixels: (0, 0) is the top left corner of the top left pixel, y grows downwards.</summary>
public readonly record struct PointPixels(double X, double Y)
{
    public double DistanceTo(PointPixels other) => Math.Sqrt(SquaredDistanceTo(other));

    public double SquaredDistanceTo(PointPixels other) => ((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y));
}
