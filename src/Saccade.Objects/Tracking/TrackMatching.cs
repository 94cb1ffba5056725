using Saccade.Objects.Clips;
using Saccade.Trajectories;

namespace Saccade.Objects.Tracking;

/// <summary>A track upon a true object in one frame.</summary>
/// <param name="Frame">Which.</param>
/// <param name="Object">The object's place in the list of truths.</param>
/// <param name="Track">The track's place in the list of tracks.</param>
/// <param name="Judged">Whether enough of the object can be seen for its sighting to count.</param>
public readonly record struct TrackMatch(int Frame, int Object, int Track, bool Judged);

/// <summary>When a track is upon an object.</summary>
public sealed record MatchOptions
{
    /// <summary>How far apart their centres may be, in pixels. Default 4: about a ball's radius at 64 pixels.</summary>
    public double GatePixels { get; init; } = 4;

    /// <summary>
    /// Sightings of which less than this share of the disc can be seen are not judged: missing one is no miss, finding one no false positive. Default 0.25.
    /// </summary>
    public double LeastVisible { get; init; } = 0.25;
}

/// <summary>
/// Which track is upon which object, frame by frame (Bernardin and Stiefelhagen, "Evaluating multiple object tracking performance: the CLEAR MOT
/// metrics", 2008): a pair of the last time stays while it is within the gate; of the others the assignment with most pairs, and of those the least sum of distances.
/// Sightings that are not judged come last and get what is left.
/// </summary>
public static class TrackMatching
{
    /// <returns>By frame; within one, judged ones first.</returns>
    public static IReadOnlyList<TrackMatch> Match(ClipObjects truth, IReadOnlyList<Track> tracks, MatchOptions options)
    {
        var sightings = truth.Objects.SelectMany((o, i) => o.Sightings.Select(s => (Object: i, Sighting: s))).ToLookup(s => s.Sighting.Frame);
        var points = tracks.SelectMany((t, i) => t.Points.Select(p => (Track: i, p.Object.Centre, p.Frame))).ToLookup(p => p.Frame, p => (p.Track, p.Centre));
        var last = new Dictionary<int, TrackMatch>();
        var matches = new List<TrackMatch>();
        foreach (var frame in sightings.Select(s => s.Key).Order())
        {
            var free = points[frame].ToList();
            foreach (var judged in new[] { true, false })
            {
                var wanted = sightings[frame].Where(s => s.Sighting.VisibleShare >= options.LeastVisible == judged).ToList();
                foreach (var (thing, track) in Pairs(wanted, free, last, options.GatePixels))
                {
                    last[thing] = new(frame, thing, track, judged);
                    matches.Add(last[thing]);
                }
            }
        }
        return matches;
    }

    // Takes what it pairs out of both lists. Where two objects were once upon the same track, the later one keeps it.
    private static List<(int Object, int Track)> Pairs(
        List<(int Object, ObjectSighting Sighting)> wanted, List<(int Track, PositionPixels Centre)> free, Dictionary<int, TrackMatch> last, double gate)
    {
        var pairs = new List<(int, int)>();
        foreach (var before in wanted.Where(w => last.ContainsKey(w.Object)).Select(w => last[w.Object]).OrderByDescending(m => m.Frame).ToArray())
        {
            var at = free.FindIndex(f => f.Track == before.Track);
            if (at < 0 || Distance(wanted.Find(w => w.Object == before.Object).Sighting.Centre, free[at].Centre) > gate)
                continue;
            pairs.Add((before.Object, before.Track));
            free.RemoveAt(at);
            wanted.RemoveAll(w => w.Object == before.Object);
        }
        var costs = wanted.SelectMany(w => free.Select(f => Distance(w.Sighting.Centre, f.Centre) is var d && d <= gate ? d : double.PositiveInfinity)).ToArray();
        // Dearer than all pairs together, so that as many as possible are made.
        var columns = HungarianAssignment.SolvePartial(costs, wanted.Count, free.Count, alone: (wanted.Count + 1) * gate);
        var taken = new HashSet<int>();
        for (var i = 0; i < wanted.Count; i++)
        {
            if (columns[i] < 0)
                continue;
            pairs.Add((wanted[i].Object, free[columns[i]].Track));
            taken.Add(free[columns[i]].Track);
        }
        free.RemoveAll(f => taken.Contains(f.Track));
        return pairs;
    }

    private static double Distance(PositionPixels a, PositionPixels b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
