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

    // A ball's radius changes by a few per cent a frame; what is off by more than this factor is another one's.
    private const double RadiusFactor = 2;

    private readonly List<TrackPoint> points;
    private readonly TrackerOptions options;
    private double radius;

    public LiveTrack(int id, int frame, DetectedObject first, TrackerOptions options)
    {
        this.options = options;
        points = [new(frame, first)];
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

    /// <summary>What it costs to take <paramref name="seen"/> for this object in a frame; infinity where it cannot be.</summary>
    /// <param name="frame">The one that <see cref="Motion"/> predicts.</param>
    /// <param name="seen">Something found in it.</param>
    public double CostOf(int frame, DetectedObject seen)
    {
        var missed = frame - LastFrame - 1;
        var (dx, dy) = (seen.Centre.X - Motion.Position.X, seen.Centre.Y - Motion.Position.Y);
        var squared = (dx * dx + dy * dy) / Motion.SightingVariance;
        if (missed > 0 && (IsNew || missed > options.MostMissed || dx * dx + dy * dy > options.BridgeGate * options.BridgeGate))
            return double.PositiveInfinity;
        if (!IsAsLarge(seen))
            return double.PositiveInfinity;
        if (squared > options.Gate * options.Gate)
            return missed == 0 ? CostOfTurn(seen) : double.PositiveInfinity;
        // Twice the negative logarithm of a sighting's density there: of two tracks equally many deviations away the surer one has the better claim.
        return squared + 2 * Math.Log(Motion.SightingVariance / (options.CentreDeviation * options.CentreDeviation)) + OverlapCost * (1 - Overlap(Math.Abs(dx), Math.Abs(dy), seen.RadiusPixels));
    }

    // What bounces is not where it was going, but still overlaps the place where it was.
    private double CostOfTurn(DetectedObject seen)
    {
        var before = points[^1].Object.Centre;
        var overlap = Overlap(Math.Abs(seen.Centre.X - before.X), Math.Abs(seen.Centre.Y - before.Y), seen.RadiusPixels);
        return !IsNew && overlap >= options.TurnOverlap ? TurnTimesGate * options.Gate * options.Gate + OverlapCost * (1 - overlap) : double.PositiveInfinity;
    }

    public void Add(int frame, DetectedObject seen)
    {
        Motion.Update(seen.Centre);
        points.Add(new(frame, seen));
        radius += RadiusGain * (seen.RadiusPixels - radius);
    }

    /// <summary>
    /// How far the path of this track, led back by its first two sightings, passes from where <paramref name="earlier"/> was seen last; infinity unless this
    /// track was just seen for the second time and the other is one that it may go on.
    /// </summary>
    public double DistanceFrom(LiveTrack earlier)
    {
        var hidden = points[0].Frame - earlier.LastFrame - 1;
        if (points.Count != 2 || hidden < 1 || hidden > options.MostMissed || !earlier.IsAsLarge(points[0].Object))
            return double.PositiveInfinity;
        var (first, second, last) = (points[0].Object.Centre, points[1].Object.Centre, earlier.points[^1].Object.Centre);
        var steps = (hidden + 1.0) / (points[1].Frame - points[0].Frame);
        var (dx, dy) = (first.X + steps * (first.X - second.X) - last.X, first.Y + steps * (first.Y - second.Y) - last.Y);
        var distance = Math.Sqrt(dx * dx + dy * dy);
        return distance <= options.BridgeGate ? distance : double.PositiveInfinity;
    }

    /// <summary>Goes on as <paramref name="later"/>, whose sightings become its own.</summary>
    public void Join(LiveTrack later)
    {
        points.AddRange(later.points);
        (Motion, radius) = (later.Motion, later.radius);
    }

    private bool IsAsLarge(DetectedObject seen) => seen.RadiusPixels <= RadiusFactor * radius && radius <= RadiusFactor * seen.RadiusPixels;

    // Intersection over union of the squares around the predicted disc and the one that was seen.
    private double Overlap(double dx, double dy, double seen)
    {
        double Shared(double off) => Math.Clamp(radius + seen - off, 0, 2 * Math.Min(radius, seen));
        var both = Shared(dx) * Shared(dy);
        return both / (4 * radius * radius + 4 * seen * seen - both);
    }
}
