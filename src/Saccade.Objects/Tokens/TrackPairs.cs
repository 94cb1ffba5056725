using Saccade.Objects.Tracking;
using Saccade.Trajectories;

namespace Saccade.Objects.Tokens;

/// <summary>
/// Whether a track may go on in another one, as numbers of about the size of 1. A tracker that looks at one frame after the other leaves some objects in pieces and joins
/// others wrongly; who sees the whole clip can tell.
/// </summary>
internal static class TrackPairs
{
    /// <summary>Numbers of an ordered pair: whether both are seen at the same time, and of each direction in time as many as <see cref="Direction"/>.</summary>
    public const int Width = 1 + 2 * Direction;

    private const int Direction = 9;

    // Frames: nothing is hidden for longer.
    private const int Farthest = 8;

    private const double GapUnit = 4;

    /// <summary>What <paramref name="b"/> is to <paramref name="a"/>: after its last sighting, and before its first.</summary>
    public static void Describe(TrackGeometry geometry, Track a, Track b, Span<float> to)
    {
        to.Clear();
        to[0] = a.Points.Any(p => b.Points.Any(q => q.Frame == p.Frame)) ? 1 : 0;
        var (first, last) = (a.Points[0], a.Points[^1]);
        PositionPixels? atFirst = a.Points.Count > 1 ? TrackGeometry.Velocity(first, a.Points[1]) : null;
        PositionPixels? atLast = a.Points.Count > 1 ? TrackGeometry.Velocity(a.Points[^2], last) : null;
        Look(geometry, last, atLast, b, p => p.Frame > last.Frame, to.Slice(1, Direction));
        Look(geometry, first, atFirst, b, p => p.Frame < first.Frame, to.Slice(1 + Direction, Direction));
    }

    // Of all neighbouring sightings of the other track on this side, those that lead best to the end of this one; and where this one leads itself.
    private static void Look(TrackGeometry geometry, TrackPoint end, PositionPixels? velocity, Track other, Func<TrackPoint, bool> isOnSide, Span<float> to)
    {
        PositionPixels? led = null, leads = null;
        for (var i = 0; i < other.Points.Count; i++)
        {
            var point = other.Points[i];
            var gap = Math.Abs(point.Frame - end.Frame);
            if (!isOnSide(point) || gap > Farthest)
                continue;
            if (to[0] == 0 || gap < to[1] * GapUnit)
                (to[0], to[1], to[8]) = (1, (float)(gap / GapUnit), TrackGeometry.Larger(point, end));
            if (velocity is { } own)
                leads = Nearer(leads, TrackGeometry.Miss(point, end, own));
            if (i + 1 < other.Points.Count && isOnSide(other.Points[i + 1]))
                led = Nearer(led, TrackGeometry.Miss(end, point, TrackGeometry.Velocity(point, other.Points[i + 1])));
        }
        if (led is { } best)
            geometry.Put(best, to[2..5]);
        if (leads is { } there)
            geometry.Put(there, to[5..8]);
    }

    private static PositionPixels Nearer(PositionPixels? one, PositionPixels other) =>
        one is { } there && TrackGeometry.Length(there) <= TrackGeometry.Length(other) ? there : other;
}
