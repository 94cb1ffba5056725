using Saccade.Objects.Tracking;
using Saccade.Trajectories;

namespace Saccade.Objects.Tokens;

/// <summary>
/// Where and when a sighting is, and how its track comes to it and goes on, as numbers of about the size of 1. Nothing in them is a
/// track's number or the truth.
/// </summary>
/// <param name="size">S, the picture's width and height in pixels.</param>
/// <param name="frames">T</param>
internal sealed class TrackGeometry(int size, int frames)
{
    /// <summary>Numbers of one sighting.</summary>
    public const int Width = 24;

    // Steps and gaps of a few frames, sizes and speeds of an eighth and a sixteenth of the picture are what clips are made of.
    private const double FramesUnit = 4, CountUnit = 8, RadiusUnit = 4, Most = 4;

    /// <summary>
    /// Numbers of sighting <paramref name="i"/> of <paramref name="track"/>: place, size and time, then the step from the sighting before and the one to the next, and how far it lies from where
    /// the two before lead, and the two after, and how much larger it is than at these two steps' other ends.
    /// </summary>
    /// <param name="track">The whole track, thinned or not.</param>
    /// <param name="i">Which of its points.</param>
    /// <param name="to">(<see cref="Width"/>)</param>
    public void Describe(Track track, int i, Span<float> to)
    {
        to.Clear();
        var points = track.Points;
        var here = points[i];
        to[0] = (float)(2 * here.Object.Centre.X / size - 1);
        to[1] = (float)(2 * here.Object.Centre.Y / size - 1);
        to[2] = (float)(here.Object.RadiusPixels * 8 / size);
        to[3] = frames > 1 ? 2f * here.Frame / (frames - 1) - 1 : 0;
        if (i > 0)
            Step(points[i - 1], here, to[4..8]);
        if (i + 1 < points.Count)
            Step(here, points[i + 1], to[8..12]);
        if (i > 0 && i + 1 < points.Count)
            (to[12], to[13]) = (to[10] - to[6], to[11] - to[7]);
        to[14] = (float)(Math.Min(i, CountUnit) / CountUnit);
        to[15] = (float)(Math.Min(points.Count - 1 - i, CountUnit) / CountUnit);
        if (i > 1)
            Put(Miss(here, points[i - 1], Velocity(points[i - 2], points[i - 1])), to[16..19]);
        if (i + 2 < points.Count)
            Put(Miss(here, points[i + 1], Velocity(points[i + 1], points[i + 2])), to[19..22]);
        to[22] = i > 0 ? Larger(here, points[i - 1]) : 0;
        to[23] = i + 1 < points.Count ? Larger(here, points[i + 1]) : 0;
    }

    /// <summary>By how much the disc of <paramref name="point"/> is larger than another: the logarithm of the radii's ratio.</summary>
    public static float Larger(TrackPoint point, TrackPoint other) => Cut(RadiusUnit * Math.Log(point.Object.RadiusPixels / other.Object.RadiusPixels));

    /// <summary>How far <paramref name="point"/> lies from where <paramref name="other"/> was or will be at its time, at this speed: pixels.</summary>
    public static PositionPixels Miss(TrackPoint point, TrackPoint other, PositionPixels velocity)
    {
        var gap = point.Frame - other.Frame;
        return new(point.Object.Centre.X - other.Object.Centre.X - velocity.X * gap, point.Object.Centre.Y - other.Object.Centre.Y - velocity.Y * gap);
    }

    /// <summary>That there is a miss, how far it is (cut where it is farther than anything of interest), and how well it fits: 1 for a hit, a third at a sixty-fourth of the picture.</summary>
    /// <param name="miss">Pixels.</param>
    /// <param name="to">(3)</param>
    public void Put(PositionPixels miss, Span<float> to)
    {
        var length = Length(miss);
        (to[0], to[1], to[2]) = (1, Cut(Scaled(length)), (float)Math.Exp(-length * 64 / size));
    }

    public static double Length(PositionPixels way) => Math.Sqrt(way.X * way.X + way.Y * way.Y);

    /// <summary>What is farther than anything of interest is as good as at its border.</summary>
    public static float Cut(double value) => (float)Math.Clamp(value, -Most, Most);

    /// <summary>Pixels as a share of a sixteenth of the picture.</summary>
    private double Scaled(double pixels) => pixels * 16 / size;

    /// <summary>The speed from one point to the next, pixels a frame.</summary>
    public static PositionPixels Velocity(TrackPoint from, TrackPoint to)
    {
        double gap = to.Frame - from.Frame;
        return new((to.Object.Centre.X - from.Object.Centre.X) / gap, (to.Object.Centre.Y - from.Object.Centre.Y) / gap);
    }

    private void Step(TrackPoint from, TrackPoint next, Span<float> to)
    {
        var velocity = Velocity(from, next);
        to[0] = 1;
        to[1] = (float)((next.Frame - from.Frame) / FramesUnit);
        (to[2], to[3]) = ((float)Scaled(velocity.X), (float)Scaled(velocity.Y));
    }
}
