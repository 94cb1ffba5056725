using Saccade.Objects.Clips;
using Saccade.Trajectories;

namespace Saccade.Objects.Tests.Clips;

/// <summary>
/// What simple rules make of a clip whose objects are found without fault: unbroken runs of sightings are joined across gaps by a rule, and a track that
/// spans more than three frames is called persistent. An object is what its first run's track is.
/// </summary>
internal static class GapRules
{
    private const int LongestGap = 4, TransientFrames = 3;

    public sealed record Run(int Object, ObjectSighting[] Sightings)
    {
        public ObjectSighting First => Sightings[0];

        public ObjectSighting Last => Sightings[^1];
    }

    /// <summary>Share of objects whose kind a rule names rightly that knows which sightings are of one object and counts them.</summary>
    public static (int Right, int All) BySightings(ClipObjects clip) =>
        (clip.Objects.Count(o => o.Kind == Called(o.Sightings.Count)), clip.Objects.Count);

    /// <param name="clip">What is true.</param>
    /// <param name="join">How badly the second run follows the first; the best is joined, none above 1.</param>
    public static (int Right, int All) ByJoinedSpan(ClipObjects clip, Func<Run, Run, double> join)
    {
        var runs = Runs(clip).OrderBy(r => r.First.Frame).ToArray();
        var track = Enumerable.Range(0, runs.Length).ToArray();
        var followed = new bool[runs.Length];
        for (var b = 0; b < runs.Length; b++)
        {
            var earlier = Enumerable.Range(0, b).Where(a => !followed[a] && Dark(runs[a], runs[b]) is >= 1 and <= LongestGap)
                .Select(a => (A: a, Fault: join(runs[a], runs[b]))).Where(j => j.Fault <= 1).OrderBy(j => j.Fault).ToArray();
            if (earlier.Length == 0)
                continue;
            followed[earlier[0].A] = true;
            track[b] = track[earlier[0].A];
        }
        var right = 0;
        foreach (var o in clip.Objects)
        {
            var own = track[Array.FindIndex(runs, r => r.Object == o.Id)];
            var joined = runs.Where((_, i) => track[i] == own).ToArray();
            right += o.Kind == Called(joined.Max(r => r.Last.Frame) - joined.Min(r => r.First.Frame) + 1) ? 1 : 0;
        }
        return (right, clip.Objects.Count);
    }

    public static IEnumerable<Run> Runs(ClipObjects clip)
    {
        foreach (var o in clip.Objects)
        {
            var from = 0;
            for (var i = 1; i <= o.Sightings.Count; i++)
            {
                if (i < o.Sightings.Count && o.Sightings[i].Frame == o.Sightings[i - 1].Frame + 1)
                    continue;
                yield return new(o.Id, [.. o.Sightings.Skip(from).Take(i - from)]);
                from = i;
            }
        }
    }

    public static int Dark(Run a, Run b) => b.First.Frame - a.Last.Frame - 1;

    public static double Distance(PositionPixels a, PositionPixels b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));

    /// <summary>How far the gap's other side is from where each run's line leads, in pixels; of two runs of one frame each: nothing is known.</summary>
    public static double OffLine(Run a, Run b) => (a.Sightings.Length, b.Sightings.Length) switch
    {
        (1, 1) => double.PositiveInfinity,
        (1, _) => Off(b.Sightings[..Math.Min(4, b.Sightings.Length)], a.Last),
        (_, 1) => Off(a.Sightings[^Math.Min(4, a.Sightings.Length)..], b.First),
        _ => Math.Max(Off(b.Sightings[..Math.Min(4, b.Sightings.Length)], a.Last), Off(a.Sightings[^Math.Min(4, a.Sightings.Length)..], b.First)),
    };

    private static double Off(ObjectSighting[] line, ObjectSighting place)
    {
        var mean = line.Average(s => s.Frame);
        var spread = line.Sum(s => (s.Frame - mean) * (s.Frame - mean));
        double Expected(Func<ObjectSighting, double> of)
        {
            var middle = line.Average(of);
            return middle + (place.Frame - mean) * line.Sum(s => (s.Frame - mean) * (of(s) - middle)) / spread;
        }
        return Distance(new(Expected(s => s.Centre.X), Expected(s => s.Centre.Y)), place.Centre);
    }

    private static Persistence Called(int frames) => frames > TransientFrames ? Persistence.Persistent : Persistence.Transient;
}
