using Saccade.Objects.Clips;
using Saccade.Trajectories.Data;
using Xunit.Abstractions;

namespace Saccade.Objects.Tests.Clips;

/// <summary>In the neutral look neither looks nor lengths solve the task, and motion across gaps does.</summary>
public class NeutralLookTests(ITestOutputHelper output)
{
    private const int Clips = 3000;

    private static readonly PersistenceGenerator Generator = new(new());

    private static readonly Lazy<ClipObjects[]> Truths = new(() => [.. Enumerable.Range(0, Clips).AsParallel().AsOrdered().Select(i => Generator.ReadTruth(i))]);

    [Fact]
    public void Half_of_the_clips_are_persistent_and_a_fifth_of_the_frames_transient()
    {
        var prior = Truths.Value.Average(t => t.Clip == Persistence.Persistent ? 1.0 : 0);
        var frames = Truths.Value.Average(t => t.TransientFrames / (double)t.Frames);
        var transients = Truths.Value.Average(t => t.Objects.Count(o => o.Kind == Persistence.Transient));
        var persistent = Truths.Value.Average(t => t.Objects.Count(o => o.Kind == Persistence.Persistent));
        var objectFrames = Truths.Value.SelectMany(t => t.Objects).Sum(o => o.Sightings.Count);
        var lasting = Truths.Value.SelectMany(t => t.Objects).Where(o => o.Kind == Persistence.Persistent).Sum(o => o.Sightings.Count);
        output.WriteLine($"prior {prior:f4}, transient frames {frames:f4}, transients {transients:f3}, persistent {persistent:f3}, object-frames persistent {lasting / (double)objectFrames:f4}");
        Assert.InRange(prior, 0.45, 0.55);
        Assert.InRange(frames, 0.18, 0.21);
        Assert.InRange(transients, 3.4, 3.56);
        Assert.InRange(persistent, 2.93, 3.07);
    }

    [Fact]
    public void Counting_sightings_fails_often_joining_by_distance_too_and_motion_across_gaps_tells()
    {
        var counted = Share(GapRules.BySightings);
        var byDistance = new[] { 2, 3, 4, 5, 6, 8, 10 }.Select(pixels => Share(c => GapRules.ByJoinedSpan(c, (a, b) => GapRules.Distance(a.Last.Centre, b.First.Centre) / pixels))).ToArray();
        var near = byDistance.Max();
        var never = Share(c => GapRules.ByJoinedSpan(c, (_, _) => double.PositiveInfinity));
        var inLine = Share(c => GapRules.ByJoinedSpan(c, (a, b) => GapRules.OffLine(a, b) / 2));
        output.WriteLine($"sightings {counted:f4}, runs alone {never:f4}, joined by the best distance {near:f4}, by motion {inLine:f4}, majority {Truths.Value.SelectMany(t => t.Objects).Average(o => o.Kind == Persistence.Transient ? 1.0 : 0):f4}");
        output.WriteLine($"  within 2, 3, 4, 5, 6, 8, 10 pixels: {string.Join(", ", byDistance.Select(d => $"{d:f3}"))}");
        Assert.InRange(counted, 0.80, 0.90);
        Assert.InRange(never, 0.5, 0.90);
        Assert.InRange(near, 0.5, 0.95);
        Assert.InRange(inLine, 0.985, 1);
    }

    [Fact]
    public void A_single_sighting_of_a_short_life_does_not_tell_the_kind()
    {
        // One sighting of each object that is not there all the time: place, size (and grey, which goes with it), and what is seen of it.
        var kinds = Truths.Value.SelectMany((t, clip) => t.Objects.Where(o => o.Sightings.Count < 16).Select(o => (o.Kind, Seen: o.Sightings[(clip + o.Id) % o.Sightings.Count]))).ToLookup(s => s.Kind);
        var sightings = kinds[Persistence.Persistent].Zip(kinds[Persistence.Transient]).Take(2500).SelectMany(pair => new[] { pair.First, pair.Second }).ToArray();
        var features = Array.ConvertAll(sightings, s => new[] { s.Seen.Centre.X, s.Seen.Centre.Y, s.Seen.RadiusPixels, s.Seen.VisibleShare });
        var labels = Array.ConvertAll(sightings, s => (int)s.Kind);
        var accuracy = NearestNeighbours.Accuracy(features, labels);
        output.WriteLine($"neighbours {accuracy:f4} of {sightings.Length}, half of each kind");
        foreach (var kind in Enum.GetValues<Persistence>())
        {
            var own = sightings.Where(s => s.Kind == kind).Select(s => s.Seen).ToArray();
            output.WriteLine($"  {kind}: x {Spread(own, s => s.Centre.X)}, y {Spread(own, s => s.Centre.Y)}, radius {Spread(own, s => s.RadiusPixels)}, visible {Spread(own, s => s.VisibleShare)}");
        }
        Assert.InRange(accuracy, 0.46, 0.54);
    }

    [Fact]
    public void The_lasting_ball_looks_like_the_others_and_is_no_faster()
    {
        var lasting = Truths.Value.Select(t => t.Objects.MaxBy(o => o.Sightings.Count)!).ToArray();
        var transient = Truths.Value.SelectMany(t => t.Objects.Where(o => o.Kind == Persistence.Transient)).ToArray();
        foreach (var (name, of) in new (string, Func<ObjectSighting, double>)[] { ("x", s => s.Centre.X), ("y", s => s.Centre.Y), ("radius", s => s.RadiusPixels) })
        {
            var (a, b) = (lasting.Select(o => of(o.Sightings[o.Sightings.Count / 3])).Order().ToArray(), transient.Select(o => of(o.Sightings[0])).Order().ToArray());
            output.WriteLine($"{name}: {Quantiles(a)} against {Quantiles(b)}");
            foreach (var q in new[] { 0.1, 0.5, 0.9 })
                Assert.InRange(At(b, q) - At(a, q), -0.15 * (At(a, 0.9) - At(a, 0.1)), 0.15 * (At(a, 0.9) - At(a, 0.1)));
        }
        var shortLived = Truths.Value.SelectMany(t => t.Objects.Where(o => o.Kind == Persistence.Persistent && o.Sightings.Count < 16));
        var (slow, fast, brief) = (Speeds(lasting), Speeds(transient), Speeds(shortLived));
        output.WriteLine($"speed: {Quantiles(slow)} against {Quantiles(fast)}, short-lived {Quantiles(brief)}");
        foreach (var q in new[] { 0.1, 0.5, 0.9 })
        {
            Assert.InRange(At(fast, q) / At(slow, q), 0.85, 1.15);
            Assert.InRange(At(fast, q) / At(brief, q), 0.85, 1.15);
        }
    }

    private static double Share(Func<ClipObjects, (int Right, int All)> rule)
    {
        var judged = Truths.Value.AsParallel().Select(rule).ToArray();
        return judged.Sum(j => j.Right) / (double)judged.Sum(j => j.All);
    }

    // Between two frames in a row, of each object where there are any, at all times of the clip alike.
    private static double[] Speeds(IEnumerable<ObjectTruth> objects)
    {
        var speeds = new List<double>();
        foreach (var o in objects)
        {
            var pairs = o.Sightings.Zip(o.Sightings.Skip(1)).Where(p => p.Second.Frame == p.First.Frame + 1).ToArray();
            if (pairs.Length > 0)
                speeds.Add(GapRules.Distance(pairs[speeds.Count % pairs.Length].First.Centre, pairs[speeds.Count % pairs.Length].Second.Centre));
        }
        return [.. speeds.Order()];
    }

    private static double At(double[] sorted, double q) => sorted[(int)(q * (sorted.Length - 1))];

    private static string Quantiles(double[] sorted) => $"{At(sorted, 0.1):f2} {At(sorted, 0.5):f2} {At(sorted, 0.9):f2}";

    private static string Spread(ObjectSighting[] sightings, Func<ObjectSighting, double> of)
    {
        var mean = sightings.Average(of);
        return $"{mean:f2} +- {Math.Sqrt(sightings.Average(s => (of(s) - mean) * (of(s) - mean))):f2}";
    }
}
