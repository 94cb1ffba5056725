using Saccade.Objects.Clips;
using Saccade.Objects.Detection;
using Saccade.Objects.Tracking;

namespace Saccade.Objects.Tests.Tracking;

/// <summary>Objects and tracks by hand.</summary>
internal static class Sightings
{
    public static DetectedObject At(double x, double y, double radius = 3, double light = 1) => new(new(x, y), radius, new((int)(x - radius), (int)(y - radius), 6, 6), 1, light);

    public static ObjectTruth Object(int id, Persistence kind, params (int Frame, double X)[] seen) =>
        new(id, kind, [.. seen.Select(s => new ObjectSighting(s.Frame, new(s.X, 10), 3, 1))]);

    public static Track Track(int id, params (int Frame, double X)[] seen) => new(id, [.. seen.Select(s => new TrackPoint(s.Frame, At(s.X, 10)))]);

    public static (int Frame, double X)[] Still(double x, int from, int count) => [.. Enumerable.Range(from, count).Select(t => (t, x))];
}
