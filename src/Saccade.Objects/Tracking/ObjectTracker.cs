using Saccade.Objects.Detection;

namespace Saccade.Objects.Tracking;

/// <summary>
/// Joins what is found in each frame into tracks. It is causal: what it says after a frame follows from the frames so far. Each track predicts its next place
/// (<see cref="KalmanFilter"/>); the cheapest assignment of sightings to tracks within the gate wins (<see cref="HungarianAssignment"/>); what is left over
/// begins a track. A track that is not seen goes on along its path for some frames, then ends. Where that failed, as it must after a single sighting, the
/// second sighting of a new track shows where it came from: if an earlier one ended there, both are one. As the second sighting after a gap may show that what was taken
/// for the same came from elsewhere: then both sightings are a track of their own. The same sightings always give the same tracks.
/// </summary>
public sealed class ObjectTracker
{
    private const double TouchingPixels = 1;

    private readonly TrackerOptions options;
    private readonly List<Track> tracks = [];
    private readonly List<LiveTrack> live = [];
    private int last = -1, begun;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ObjectTracker(TrackerOptions? options = null)
    {
        this.options = options ?? new();
        this.options.Validate();
    }

    /// <summary>
    /// All tracks so far, finished and live, by rising <see cref="Track.Id"/>; the number of one that turned out to go on an earlier one is left out. The points of
    /// a live track grow with the frames to come.
    /// </summary>
    public IReadOnlyList<Track> Tracks => tracks;

    /// <summary>Those that may still go on, by id.</summary>
    public IEnumerable<Track> Live => live.Where(l => last - l.LastFrame <= options.MostMissed).Select(l => l.Track);

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">Above the last one's; frames left out count as frames in which nothing was found.</param>
    /// <param name="found">What is in it.</param>
    /// <returns>For each of <paramref name="found"/> its track's id. That of a first sighting is given up in the next frame if it turns out to go on an earlier track; one
    /// after a gap may go to a new track then.</returns>
    public IReadOnlyList<int> Step(int frame, IReadOnlyList<DetectedObject> found)
    {
        if (frame <= last)
            throw new ArgumentException($"Frame {frame} comes after frame {last}: frames must rise.", nameof(frame));
        // One frame longer than a track may be hidden: then the second sighting of what goes on it can come.
        live.RemoveAll(l => frame - l.LastFrame > options.MostMissed + 2);
        foreach (var track in live)
        {
            for (var t = last; t < frame; t++)
                track.Predict();
        }
        last = frame;
        var clear = found.Select(f => IsClear(f, found)).ToArray();
        var trackOf = new int[found.Count];
        Array.Fill(trackOf, -1);
        foreach (var (track, seen) in Assign(frame, found, clear))
        {
            track.Add(frame, found[seen], clear[seen]);
            trackOf[seen] = track.Track.Id;
        }
        for (var seen = 0; seen < found.Count; seen++)
        {
            if (trackOf[seen] < 0)
                trackOf[seen] = Begin(frame, found[seen], clear[seen]);
        }
        Part(trackOf);
        Join(trackOf);
        return trackOf;
    }

    /// <summary>Whether two things in a frame are so near that one may hide a part of the other, or be a part of it.</summary>
    internal static bool Touch(DetectedObject one, DetectedObject other)
    {
        var (dx, dy) = (other.Centre.X - one.Centre.X, other.Centre.Y - one.Centre.Y);
        var reach = other.RadiusPixels + one.RadiusPixels + TouchingPixels;
        return dx * dx + dy * dy < reach * reach;
    }

    // Nothing touches it, so that it is seen in its own light.
    private static bool IsClear(DetectedObject seen, IReadOnlyList<DetectedObject> all)
    {
        foreach (var other in all)
        {
            if (other != seen && Touch(seen, other))
                return false;
        }
        return true;
    }

    private int Begin(int frame, DetectedObject first, bool isClear)
    {
        var track = new LiveTrack(begun++, frame, first, isClear, options);
        tracks.Add(track.Track);
        live.Add(track);
        return track.Track.Id;
    }

    private void Part(int[] trackOf)
    {
        foreach (var track in live.Where(l => l.LastFrame == last).ToArray())
        {
            if (track.PartOff(begun) is not { } parted)
                continue;
            begun++;
            tracks.Add(parted.Track);
            live.Add(parted);
            trackOf.AsSpan().Replace(track.Track.Id, parted.Track.Id);
        }
    }

    // The nearest pairs first; of equally near ones those that began first.
    private void Join(int[] trackOf)
    {
        var pairs = live.Where(l => l.LastFrame == last).SelectMany(later => live.Select(earlier => (Earlier: earlier, Later: later, Distance: later.DistanceFrom(earlier))));
        var gone = new HashSet<LiveTrack>();
        foreach (var (earlier, later, _) in pairs.Where(p => double.IsFinite(p.Distance)).OrderBy(p => p.Distance).ToArray())
        {
            if (earlier.LastFrame == last || gone.Contains(later))
                continue;
            earlier.Join(later);
            gone.Add(later);
            tracks.Remove(later.Track);
            trackOf.AsSpan().Replace(later.Track.Id, earlier.Track.Id);
        }
        live.RemoveAll(gone.Contains);
    }

    private List<(LiveTrack Track, int Seen)> Assign(int frame, IReadOnlyList<DetectedObject> found, bool[] clear)
    {
        // Only tracks that something may belong to take part: the assignment's time grows with their square.
        var costs = new List<double>();
        var rows = new List<LiveTrack>();
        foreach (var track in live)
        {
            var row = found.Select((f, i) => track.CostOf(frame, f, clear[i])).ToArray();
            if (row.Any(double.IsFinite))
            {
                rows.Add(track);
                costs.AddRange(row);
            }
        }
        // Dearer than anything within the gate: no track would rather stay alone.
        var alone = 1 + costs.Where(double.IsFinite).DefaultIfEmpty().Sum();
        var columns = HungarianAssignment.SolvePartial(costs.ToArray(), rows.Count, found.Count, alone);
        return [.. rows.Zip(columns).Where(p => p.Second >= 0)];
    }
}
