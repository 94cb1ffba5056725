using Saccade.Objects.Detection;
using Saccade.Objects.Tracking;
using Saccade.Trajectories;

namespace Saccade.Objects.Early;

/// <summary>
/// What is remembered of one track while a clip is watched: counts and a few distances, of a fixed size however long the track is. It is all that a decision takes
/// from a track's past, and costs next to nothing to keep up.
/// </summary>
internal sealed class TrackMemory
{
    /// <summary>Numbers that <see cref="Describe"/> writes.</summary>
    public const int Size = 40;

    private readonly int first;
    private readonly DetectedObject begin;
    private DetectedObject last;
    private int lastFrame, runLength, longestRun, gaps, lastGap, longestGap;
    private double velocityX, velocityY, speed, path, jump, miss, largestMiss, bend;
    private bool hasVelocity, hasMiss;

    /// <param name="points">What was seen of it so far, at least one sighting.</param>
    public TrackMemory(IReadOnlyList<TrackPoint> points)
    {
        (first, lastFrame, begin, last) = (points[0].Frame, points[0].Frame, points[0].Object, points[0].Object);
        (Sightings, runLength, longestRun) = (1, 1, 1);
        foreach (var (frame, seen) in points.Skip(1))
            Add(frame, seen);
    }

    /// <summary>Frames in which it was seen.</summary>
    public int Sightings { get; private set; }

    /// <summary>Frames since it was seen last.</summary>
    public int Missing(int frame) => frame - lastFrame;

    public void Add(int frame, DetectedObject seen)
    {
        var steps = frame - lastFrame;
        var (dx, dy) = (seen.Centre.X - last.Centre.X, seen.Centre.Y - last.Centre.Y);
        var distance = Math.Sqrt(dx * dx + dy * dy);
        var off = hasVelocity ? Length(dx - steps * velocityX, dy - steps * velocityY) : 0;
        if (steps > 1)
        {
            gaps++;
            (lastGap, longestGap) = (steps - 1, Math.Max(longestGap, steps - 1));
            jump = distance;
            if (hasVelocity)
                (miss, largestMiss, hasMiss) = (off, Math.Max(largestMiss, off), true);
            runLength = 0;
        }
        else if (hasVelocity)
        {
            bend = Math.Max(bend, off);
        }
        (velocityX, velocityY, hasVelocity) = (dx / steps, dy / steps, true);
        speed = distance / steps;
        path += distance;
        Sightings++;
        runLength++;
        longestRun = Math.Max(longestRun, runLength);
        (lastFrame, last) = (frame, seen);
    }

    /// <summary>Writes the memory as numbers of about the size of 1.</summary>
    /// <param name="frame">Now.</param>
    /// <param name="frames">T.</param>
    /// <param name="size">S: pixels of the picture.</param>
    /// <param name="nearest">How far the nearest other object of this frame is, in pixels.</param>
    /// <param name="to">(<see cref="Size"/>)</param>
    public void Describe(int frame, int frames, int size, double nearest, Span<float> to)
    {
        var pixels = size / 64.0;
        int age = frame - first + 1, span = lastFrame - first + 1, missing = frame - lastFrame, at = 0;
        var net = Length(last.Centre.X - begin.Centre.X, last.Centre.Y - begin.Centre.Y);
        Put(to, ref at, missing == 0 ? 1 : 0);
        Put(to, ref at, Math.Min(missing, 8) / 8.0);
        Steps(to, ref at, missing, 1, 2, 3, 4, 5);
        Put(to, ref at, Math.Min(age, 16) / 16.0);
        Put(to, ref at, Math.Min(span, 16) / 16.0);
        Steps(to, ref at, span, 2, 3, 4);
        Put(to, ref at, Math.Min(Sightings, 8) / 8.0);
        Steps(to, ref at, Sightings, 2, 3, 4);
        Steps(to, ref at, longestRun, 2, 3, 4);
        Put(to, ref at, Math.Min(gaps, 3) / 3.0);
        Put(to, ref at, Math.Min(lastGap, 8) / 8.0);
        Put(to, ref at, Math.Min(longestGap, 8) / 8.0);
        Put(to, ref at, Soft(speed / (4 * pixels)));
        Put(to, ref at, Soft(path / Math.Max(1, span - 1) / (4 * pixels)));
        Put(to, ref at, Soft(net / (16 * pixels)));
        Put(to, ref at, path > 0 ? net / path : 1);
        Put(to, ref at, Soft(jump / (8 * pixels)));
        Put(to, ref at, Soft(miss / (4 * pixels)));
        Put(to, ref at, Soft(largestMiss / (4 * pixels)));
        Put(to, ref at, hasMiss ? 1 : 0);
        Put(to, ref at, Soft(bend / (2 * pixels)));
        Put(to, ref at, last.RadiusPixels / (8 * pixels));
        Put(to, ref at, (last.RadiusPixels - begin.RadiusPixels) / (2 * pixels));
        Put(to, ref at, 2 * last.Centre.X / size - 1);
        Put(to, ref at, 2 * last.Centre.Y / size - 1);
        Put(to, ref at, Soft(Border(last.Centre, size) / (16 * pixels)));
        Put(to, ref at, Soft(nearest / (16 * pixels)));
        Put(to, ref at, first == 0 ? 1 : 0);
        Put(to, ref at, (frame + 1.0) / frames);
        Put(to, ref at, last.Confidence);
    }

    private static void Put(Span<float> to, ref int at, double value) => to[at++] = (float)value;

    // Small counts matter one by one, so each step has a number of its own.
    private static void Steps(Span<float> to, ref int at, int value, params ReadOnlySpan<int> from)
    {
        foreach (var step in from)
            to[at++] = value >= step ? 1 : 0;
    }

    private static double Soft(double x) => Math.Tanh(x);

    private static double Length(double x, double y) => Math.Sqrt(x * x + y * y);

    private static double Border(PositionPixels place, int size) => Math.Max(0, Math.Min(Math.Min(place.X, size - place.X), Math.Min(place.Y, size - place.Y)));
}
