using Saccade.Tensors.Random;

namespace Saccade.Counting.Scenes;

/// <summary>
/// The outline of an object around its centre, as how far a place lies outside of it (negative inside), in pixels. Exact for discs, within a few percent near the
/// edge for the others, which is all that smoothing over a pixel needs.
/// </summary>
internal sealed class Outline
{
    // An uneven outline is a circle with a few waves of random height and phase.
    private const int FirstWave = 2, Waves = 4;
    private const double WaveHeight = 0.22;
    private const ulong DrawsPerObject = 64;

    private readonly SceneObject _object;
    private readonly double _cos, _sin;
    private readonly (double Height, double Phase)[] _waves = [];

    /// <param name="shown">The object.</param>
    /// <param name="surface">Random numbers of its scene's surfaces.</param>
    public Outline(SceneObject shown, RandomKey surface)
    {
        (_object, (_sin, _cos)) = (shown, Math.SinCos(shown.Angle));
        if (shown.Shape == ObjectShape.Blob)
        {
            var first = (ulong)shown.Number * DrawsPerObject;
            _waves = [.. Enumerable.Range(0, Waves).Select(i => (
                WaveHeight / (i + 1) * ((2 * surface.UniformDouble(first + ((ulong)i * 2))) - 1),
                2 * Math.PI * surface.UniformDouble(first + ((ulong)i * 2) + 1)))];
        }
        Reach = shown.Radius * (1 + _waves.Sum(w => Math.Abs(w.Height)));
    }

    /// <summary>No part of it is farther from the centre.</summary>
    public double Reach { get; }

    /// <summary>A place in the object's own axes, its longer one first.</summary>
    public (double Along, double Across) OwnAxes(double dx, double dy) => ((dx * _cos) + (dy * _sin), (dy * _cos) - (dx * _sin));

    /// <summary>How far (dx, dy) from the centre lies outside.</summary>
    public double Distance(double dx, double dy) => _object.Shape switch
    {
        ObjectShape.Disc => Math.Sqrt((dx * dx) + (dy * dy)) - _object.Radius,
        ObjectShape.Ellipse => EllipseDistance(dx, dy),
        ObjectShape.Polygon => PolygonDistance(dx, dy),
        _ => BlobDistance(dx, dy),
    };

    /// <summary>The implicit function's value over its slope: the first-order distance.</summary>
    private double EllipseDistance(double dx, double dy)
    {
        var (x, y) = OwnAxes(dx, dy);
        var (a, b) = (_object.Radius, _object.Radius * _object.Aspect);
        var (u, v) = (x / a, y / b);
        var value = Math.Sqrt((u * u) + (v * v));
        var slope = Math.Sqrt((u / a * (u / a)) + (v / b * (v / b)));
        return slope > 0 ? value * (value - 1) / slope : -b;
    }

    /// <summary>The farthest of the sides' half planes.</summary>
    private double PolygonDistance(double dx, double dy)
    {
        var step = 2 * Math.PI / _object.Corners;
        var apothem = _object.Radius * Math.Cos(step / 2);
        var angle = Math.Atan2(dy, dx) - _object.Angle;
        // The side that the place lies before: sides face the multiples of a step.
        var facing = (Math.Round(angle / step) * step) + _object.Angle;
        return (dx * Math.Cos(facing)) + (dy * Math.Sin(facing)) - apothem;
    }

    private double BlobDistance(double dx, double dy)
    {
        var angle = Math.Atan2(dy, dx) - _object.Angle;
        var radius = 1.0;
        for (var i = 0; i < _waves.Length; i++)
            radius += _waves[i].Height * Math.Cos(((i + FirstWave) * angle) + _waves[i].Phase);
        return Math.Sqrt((dx * dx) + (dy * dy)) - (_object.Radius * radius);
    }
}
