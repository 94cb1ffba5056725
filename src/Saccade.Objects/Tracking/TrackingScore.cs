using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Objects.Tracking;

/// <summary>Compares a clip's tracks with its truth. The counts of several clips add up; the metrics are computed from the sums (<see cref="TrackingMetric"/>).</summary>
public static class TrackingScore
{
    /// <summary>What there is to count in one clip.</summary>
    public static TrackingCounts Of(ClipObjects truth, IReadOnlyList<Track> tracks, MatchOptions? options = null)
    {
        options ??= new();
        var matches = TrackMatching.Match(truth, tracks, options);
        var judged = matches.Where(m => m.Judged).ToArray();
        var truths = truth.Objects.Sum(o => o.Sightings.Count(s => s.VisibleShare >= options.LeastVisible));
        // Points upon sightings that are not judged are not judged either.
        var points = tracks.Sum(t => t.Points.Count) - (matches.Count - judged.Length);
        return new TrackingCounts
        {
            Sightings = truths,
            Points = points,
            Matches = judged.Length,
            Switches = judged.GroupBy(m => m.Object).Select(SwitchesOf).Sum(),
            PureMatches = judged.GroupBy(m => m.Track).Select(PureOf).Sum(),
            IdentityMatches = IdentityMatches(truth, tracks, options, matches),
        };
    }

    private static int SwitchesOf(IEnumerable<TrackMatch> ofObject) => ofObject.Zip(ofObject.Skip(1)).Count(p => p.First.Track != p.Second.Track);

    private static int PureOf(IEnumerable<TrackMatch> ofTrack) => ofTrack.GroupBy(m => m.Object).Max(o => o.Count());

    // Frames in which an object and its one track are within the gate, with the tracks given to the objects so that there are most of them (Ristani et al. 2016).
    private static int IdentityMatches(ClipObjects truth, IReadOnlyList<Track> tracks, MatchOptions options, IReadOnlyList<TrackMatch> matches)
    {
        var unjudged = matches.Where(m => !m.Judged).Select(m => (m.Frame, m.Track)).ToHashSet();
        var points = tracks.Select((t, i) => t.Points.Where(p => !unjudged.Contains((p.Frame, i))).ToDictionary(p => p.Frame, p => p.Object.Centre)).ToArray();
        var objects = truth.Objects.Count;
        var costs = new double[objects * tracks.Count];
        for (var o = 0; o < objects; o++)
        {
            foreach (var sighting in truth.Objects[o].Sightings.Where(s => s.VisibleShare >= options.LeastVisible))
            {
                for (var t = 0; t < tracks.Count; t++)
                {
                    if (points[t].TryGetValue(sighting.Frame, out var centre)
                        && Math.Sqrt(Math.Pow(sighting.Centre.X - centre.X, 2) + Math.Pow(sighting.Centre.Y - centre.Y, 2)) <= options.GatePixels)
                        costs[o * tracks.Count + t]--;
                }
            }
        }
        var trackOf = HungarianAssignment.SolvePartial(costs, objects, tracks.Count, alone: 0);
        return -(int)trackOf.Select((t, o) => t >= 0 ? costs[o * tracks.Count + t] : 0).Sum();
    }
}
