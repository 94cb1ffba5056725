namespace Saccade.Counting.Geometry;

/// <summary>A place in an image, each axis from -1 to 1 by its own length: (0, 0) is the centre, whatever the image's shape.</summary>
public readonly record struct PointNormal(double X, double Y);
