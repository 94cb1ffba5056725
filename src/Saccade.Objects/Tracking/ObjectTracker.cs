using Saccade.Objects.Detection;

namespace Saccade.Objects.Tracking;

/// <summary>
/// Joins what is found in each frame into tracks. It is causal: a frame is decided when it comes, and never again. Each track predicts its next place
/// (<see cref="KalmanFilter"/>); the cheapest assignment of sightings to tracks within the gate wins (<see cref="HungarianAssignment"/>); what is left over
/// begins a track. A track that is not seen goes on along its path for some frames, then ends. The same sightings always give the same tracks.
/// </summary>
public sealed class ObjectTracker
{
    private readonly TrackerOptions options;
    private readonly List<Track> tracks = [];
    private readonly List<LiveTrack> live = [];
    private int last = -1;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ObjectTracker(TrackerOptions? options = null)
    {
        this.options = options ?? new();
        this.options.Validate();
    }

    /// <summary>All tracks so far, finished and live, by <see cref="Track.Id"/>. The points of a live one grow with the frames to come.</summary>
    public IReadOnlyList<Track> Tracks => tracks;

    /// <summary>Those that may still go on, by id.</summary>
    public IEnumerable<Track> Live => live.Select(l => l.Track);

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">Above the last one's; frames left out count as frames in which nothing was found.</param>
    /// <param name="found">What is in it.</param>
    /// <returns>For each of <paramref name="found"/> its track's id.</returns>
    public IReadOnlyList<int> Step(int frame, IReadOnlyList<DetectedObject> found)
    {
        if (frame <= last)
            throw new ArgumentException($"Frame {frame} comes after frame {last}: frames must rise.", nameof(frame));
        live.RemoveAll(l => !l.MayReach(frame));
        foreach (var track in live)
        {
            for (var t = last; t < frame; t++)
                track.Motion.Predict();
        }
        last = frame;
        var trackOf = new int[found.Count];
        Array.Fill(trackOf, -1);
        foreach (var (track, seen) in Assign(found))
        {
            track.Add(frame, found[seen]);
            trackOf[seen] = track.Track.Id;
        }
        for (var seen = 0; seen < found.Count; seen++)
        {
            if (trackOf[seen] < 0)
                trackOf[seen] = Begin(frame, found[seen]);
        }
        return trackOf;
    }

    private int Begin(int frame, DetectedObject first)
    {
        var track = new LiveTrack(tracks.Count, frame, first, options);
        tracks.Add(track.Track);
        live.Add(track);
        return track.Track.Id;
    }

    private List<(LiveTrack Track, int Seen)> Assign(IReadOnlyList<DetectedObject> found)
    {
        // Only tracks that something may belong to take part: the assignment's time grows with their square.
        var costs = new List<double>();
        var rows = new List<LiveTrack>();
        foreach (var track in live)
        {
            var row = found.Select(track.CostOf).ToArray();
            if (row.Any(double.IsFinite))
            {
                rows.Add(track);
                costs.AddRange(row);
            }
        }
        // Nothing within the gate is so dear that a track would rather stay alone.
        var alone = 2 * options.Gate * options.Gate + 10;
        var columns = HungarianAssignment.SolvePartial(costs.ToArray(), rows.Count, found.Count, alone);
        return [.. rows.Zip(columns).Where(p => p.Second >= 0)];
    }
}
