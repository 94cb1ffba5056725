using Saccade.Objects.Detection;

namespace Saccade.Objects.Tracking;

/// <summary>A track that may still go on: what was seen of it, and where it is expected.</summary>
internal sealed class LiveTrack
{
    // How fast the expected radius follows those that were seen.
    private const double RadiusGain = 0.4;

    // What a disc beside the predicted one costs more than one upon it, in the squared deviations that distance is counted in.
    private const double OverlapCost = 2;

    // What a turn costs, in squared gates: more than anything within the gate.
    private const double TurnTimesGate = 3;

    // What is seen more often than this may be on a path that bends; before, nothing but a line can be known.
    private const int LongestLine = 8;

    // How many times as much light may change from one sighting to the next where its course is not known yet.
    private const double UnknownCourse = 1.3;

    private readonly List<TrackPoint> points;

    // For each point whether nothing touches it, so that its light is its own.
    private readonly List<bool> clear;
    private readonly TrackerOptions options;
    private double radius;

    // What was expected before the last gap, and how many sightings there were.
    private (KalmanFilter Motion, double Radius, int Count)? beforeGap;

    public LiveTrack(int id, int frame, DetectedObject first, bool isClear, TrackerOptions options)
    {
        this.options = options;
        (points, clear) = ([new(frame, first)], [isClear]);
        Track = new(id, points);
        Motion = new(first.Centre, options);
        radius = first.RadiusPixels;
    }

    /// <summary>Its points grow with every sighting.</summary>
    public Track Track { get; }

    /// <summary>Of the last frame that the tracker took.</summary>
    public KalmanFilter Motion { get; private set; }

    public int LastFrame => points[^1].Frame;

    /// <summary>Whether nobody knows yet where it goes.</summary>
    public bool IsNew => points.Count == 1;

    /// <summary>Goes on by one frame.</summary>
    public void Predict()
    {
        Motion.Predict();
        beforeGap?.Motion.Predict();
    }

    /// <summary>What it costs to take <paramref name="seen"/> for this object in a frame; infinity where it cannot be.</summary>
    /// <param name="frame">The one that <see cref="Motion"/> predicts.</param>
    /// <param name="seen">Something found in it.</param>
    /// <param name="isClear">Whether nothing touches it.</param>
    public double CostOf(int frame, DetectedObject seen, bool isClear)
    {
        var missed = frame - LastFrame - 1;
        var (dx, dy) = (seen.Centre.X - Motion.Position.X, seen.Centre.Y - Motion.Position.Y);
        var squared = (dx * dx + dy * dy) / Motion.SightingVariance;
        if (missed > 0 && (IsNew || missed > options.MostMissed || Math.Sqrt(dx * dx + dy * dy) > GateAfter(missed, points.Count)))
            return double.PositiveInfinity;
        var larger = Larger(seen);
        if (larger > options.Gate || (isClear && IsOtherLight(new(frame, seen))))
            return double.PositiveInfinity;
        if (squared > options.Gate * options.Gate)
            return missed == 0 ? CostOfTurn(seen) : double.PositiveInfinity;
        // Twice the negative logarithm of a sighting's density there: of two tracks equally many deviations away the surer one has the better claim.
        return squared + larger * larger + 2 * Math.Log(Motion.SightingVariance / (options.CentreDeviation * options.CentreDeviation)) + OverlapCost * (1 - Overlap(Math.Abs(dx), Math.Abs(dy), seen.RadiusPixels));
    }

    // What bounces is not where it was going, but still overlaps the place where it was.
    private double CostOfTurn(DetectedObject seen)
    {
        var before = points[^1].Object.Centre;
        var overlap = Overlap(Math.Abs(seen.Centre.X - before.X), Math.Abs(seen.Centre.Y - before.Y), seen.RadiusPixels);
        return !IsNew && overlap >= options.TurnOverlap ? TurnTimesGate * options.Gate * options.Gate + OverlapCost * (1 - overlap) : double.PositiveInfinity;
    }

    public void Add(int frame, DetectedObject seen, bool isClear)
    {
        if (frame > LastFrame + 1)
            beforeGap = (Motion.Copy(), radius, points.Count);
        Motion.Update(seen.Centre);
        points.Add(new(frame, seen));
        clear.Add(isClear);
        radius += RadiusGain * (seen.RadiusPixels - radius);
    }

    /// <summary>
    /// How far the path of this track, led back by its first two sightings, passes from where <paramref name="earlier"/> was seen last; infinity unless this
    /// track was just seen for the second time and the other is one that it may go on: one whose own line, where it has one, does not lead far away.
    /// </summary>
    public double DistanceFrom(LiveTrack earlier)
    {
        var hidden = points[0].Frame - earlier.LastFrame - 1;
        if (points.Count != 2 || hidden < 1 || hidden > options.MostMissed || earlier.Larger(points[0].Object) > options.Gate)
            return double.PositiveInfinity;
        if (earlier.points is { Count: > 1 and <= LongestLine } line && Miss(line[^2], line[^1], points[0]) > options.BridgeGate)
            return double.PositiveInfinity;
        if (earlier.clear[^1] && IsOtherLight(points[1], points[0], earlier.points[^1]))
            return double.PositiveInfinity;
        var distance = Miss(points[1], points[0], earlier.points[^1]);
        return distance <= GateAfter(hidden, earlier.points.Count) ? distance : double.PositiveInfinity;
    }

    /// <summary>
    /// Gives up what it took for itself after a gap if the second sighting there shows that it came from elsewhere: the path of both, led back, passes too far
    /// from where this track was seen before the gap.
    /// </summary>
    /// <param name="id">The number of a new track.</param>
    /// <returns>The new track of these two sightings; null if they belong to this one, or there are no two after a gap yet.</returns>
    public LiveTrack? PartOff(int id)
    {
        if (beforeGap is not { } before || points.Count != before.Count + 2)
            return null;
        var (last, first, second) = (points[^3], points[^2], points[^1]);
        beforeGap = null;
        var isOther = clear[^3] && IsOtherLight(second, first, last);
        if (!isOther && Miss(second, first, last) <= GateAfter(first.Frame - last.Frame - 1, before.Count))
            return null;
        var (wasClear, isClear) = (clear[^2], clear[^1]);
        points.RemoveRange(before.Count, 2);
        clear.RemoveRange(before.Count, 2);
        (Motion, radius) = (before.Motion, before.Radius);
        var parted = new LiveTrack(id, first.Frame, first.Object, wasClear, options);
        for (var t = first.Frame; t < second.Frame; t++)
            parted.Predict();
        parted.Add(second.Frame, second.Object, isClear);
        return parted;
    }

    /// <summary>Goes on as <paramref name="later"/>, whose sightings become its own.</summary>
    public void Join(LiveTrack later)
    {
        points.AddRange(later.points);
        clear.AddRange(later.clear);
        (Motion, radius, beforeGap) = (later.Motion, later.radius, null);
    }

    // In standard deviations.
    private double Larger(DetectedObject seen) => Math.Abs(Math.Log(seen.RadiusPixels / radius)) / options.RadiusDeviation;

    // Whether a sighting that nothing touches is brighter or darker than this object can be by then.
    private bool IsOtherLight(TrackPoint seen)
    {
        if (!clear[^1])
            return false;
        if (points.Count > 1 && clear[^2])
            return LightMiss(points[^2], points[^1], seen) > options.LightGate * (seen.Frame - LastFrame);
        return Math.Abs(Math.Log(seen.Object.Light / points[^1].Object.Light)) > UnknownCourse * options.LightGate * (seen.Frame - LastFrame);
    }

    // The same of what was seen clearly before the first of the last two sightings, which know the course.
    private bool IsOtherLight(TrackPoint second, TrackPoint first, TrackPoint before) =>
        clear[^1] && clear[^2] && LightMiss(second, first, before) > options.LightGate * (first.Frame - before.Frame);

    // How far the course of light from one sighting through another, led on (or back), passes from a third: a logarithm.
    private static double LightMiss(TrackPoint from, TrackPoint through, TrackPoint third)
    {
        var steps = (double)(third.Frame - through.Frame) / (through.Frame - from.Frame);
        var change = Math.Log(through.Object.Light / from.Object.Light);
        return Math.Abs(Math.Log(third.Object.Light / through.Object.Light) - steps * change);
    }

    // Pixels off the path that are allowed after so many hidden frames, to what was seen so often before.
    private double GateAfter(int hidden, int sightings) =>
        sightings > LongestLine ? options.BridgeGate : Math.Min(options.BridgeGate, options.LineGate * (hidden + 1));

    // How far the line from one sighting through another, led on (or back), passes from a third.
    private static double Miss(TrackPoint from, TrackPoint through, TrackPoint third)
    {
        var steps = (double)(third.Frame - through.Frame) / (through.Frame - from.Frame);
        var (a, b, c) = (from.Object.Centre, through.Object.Centre, third.Object.Centre);
        var (dx, dy) = (b.X + steps * (b.X - a.X) - c.X, b.Y + steps * (b.Y - a.Y) - c.Y);
        return Math.Sqrt(dx * dx + dy * dy);
    }

    // Intersection over union of the squares around the predicted disc and the one that was seen.
    private double Overlap(double dx, double dy, double seen)
    {
        double Shared(double off) => Math.Clamp(radius + seen - off, 0, 2 * Math.Min(radius, seen));
        var both = Shared(dx) * Shared(dy);
        return both / (4 * radius * radius + 4 * seen * seen - both);
    }
}
