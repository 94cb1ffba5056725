namespace Saccade.Objects.Detection;

/// <summary>A disc in a picture, in pixels.</summary>
internal readonly record struct Disc(double X, double Y, double Radius)
{
    public double Area => Math.PI * Radius * Radius;
}
