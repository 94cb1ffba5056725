using Saccade.Objects.Detection;
using Saccade.Objects.Tracking;

namespace Saccade.Objects.Tests.Tokens;

/// <summary>Tracks written by hand.</summary>
internal static class Tracks
{
    /// <summary>A ball of radius 3 that moves along a line and is found in the given frames.</summary>
    public static Track Line(int id, double x, double y, double vx, double vy, params int[] frames) => new(id, [.. frames.Select(f =>
        new TrackPoint(f, new DetectedObject(new(x + vx * f, y + vy * f), 3, new PixelBox(0, 0, 6, 6), 1, 1)))]);
}
