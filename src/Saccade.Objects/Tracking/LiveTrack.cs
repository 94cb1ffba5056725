using Saccade.Objects.Detection;

namespace Saccade.Objects.Tracking;

/// <summary>A track that may still go on: what was seen of it, and where it is expected.</summary>
internal sealed class LiveTrack
{
    // How fast the expected radius follows those that were seen.
    private const double RadiusGain = 0.4;

    // What a disc beside the predicted one costs more than one upon it, in the squared deviations that distance is counted in.
    private const double OverlapCost = 2;

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

    public KalmanFilter Motion { get; }

    public int LastFrame => points[^1].Frame;

    /// <summary>What it costs to take <paramref name="seen"/> for this object in the frame that was predicted; infinity where it cannot be.</summary>
    public double CostOf(DetectedObject seen)
    {
        var (dx, dy) = (seen.Centre.X - Motion.Position.X, seen.Centre.Y - Motion.Position.Y);
        var squared = (dx * dx + dy * dy) / Motion.SightingVariance;
        if (squared > options.Gate * options.Gate || seen.RadiusPixels > RadiusFactor * radius || radius > RadiusFactor * seen.RadiusPixels)
            return double.PositiveInfinity;
        return squared + OverlapCost * (1 - Overlap(Math.Abs(dx), Math.Abs(dy), seen.RadiusPixels));
    }

    public void Add(int frame, DetectedObject seen)
    {
        Motion.Update(seen.Centre);
        points.Add(new(frame, seen));
        radius += RadiusGain * (seen.RadiusPixels - radius);
    }

    /// <summary>Whether it may still be found in <paramref name="frame"/>.</summary>
    public bool MayReach(int frame)
    {
        var missed = frame - LastFrame - 1;
        return missed == 0 || (missed <= options.MostMissed && points.Count >= options.SightingsToBridge);
    }

    // Intersection over union of the squares around the predicted disc and the one that was seen.
    private double Overlap(double dx, double dy, double seen)
    {
        double Shared(double off) => Math.Clamp(radius + seen - off, 0, 2 * Math.Min(radius, seen));
        var both = Shared(dx) * Shared(dy);
        return both / (4 * radius * radius + 4 * seen * seen - both);
    }
}
