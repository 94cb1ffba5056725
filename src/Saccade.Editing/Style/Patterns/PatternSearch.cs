using Saccade.Training;

namespace Saccade.Editing.Style.Patterns;

/// <summary>
/// Looks at every pair of things that happen on tracks: does the second follow the first within a second more often than if one series were slid along the other by up to
/// ten seconds at random? Sliding keeps each series' own rhythm, so that a fast cutter has no patterns by being fast. Pairs are chosen for the test by how often they happen,
/// never by what came out.
/// </summary>
internal static class PatternSearch
{
    private const double Window = 1;
    private const int LeastCases = 10, LeastFollowers = 5;

    /// <summary>Corrected for all pairs together.</summary>
    private const double Level = 0.05;

    /// <summary>Rarer, or nearer to chance, is no habit that anyone wants to read of.</summary>
    private const double LeastShare = 0.2, LeastRatio = 1.5;

    private const double LeastTargetShare = 0.5;

    public static PatternList Of(IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var timelines = projects.Index().SelectMany(p => p.Item.Timelines.Select(t => new Events(p.Index, t, EventSeries.In(t)))).ToArray();
        var counts = timelines.SelectMany(t => t.Series.Values).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Sum(s => s.Times.Length));
        var keys = counts.Keys.OrderBy(k => k.Track).ThenBy(k => k.Event).ToArray();
        var pairs = keys.SelectMany(a => keys.Where(b => b != a).Select(b => (First: a, Then: b))).ToArray();
        var tested = pairs.Where(p => counts[p.First] >= LeastCases && counts[p.Then] >= LeastFollowers).Select(p => Test(p.First, p.Then, timelines)).ToArray();
        var adjusted = Holm.Adjust([.. tested.Select(t => t.P)]);
        var found = tested.Zip(adjusted, (t, p) => t with { P = p })
            .Where(t => t.P < Level && t.Hits >= LeastFollowers && t.Share >= LeastShare && t.Share >= LeastRatio * t.ByChance).ToArray();
        return new PatternList(Window, LeastCases, tested.Length, pairs.Length - tested.Length,
            [.. found.Where(t => !IsMirrored(t, found)).OrderByDescending(t => t.Share - t.ByChance).ThenBy(t => t.P).Select(t => t.Describe(bootstrap))]);
    }

    private static Tested Test(EventKey first, EventKey then, Events[] timelines)
    {
        var result = new Tested(first, then);
        double expected = 0, independent = 0;
        var shared = new List<(double[] First, FollowedTimes Followed)>();
        foreach (var timeline in timelines)
        {
            if (!timeline.Series.TryGetValue(first, out var a))
                continue;
            result.Cases += a.Times.Length;
            if (!timeline.Series.TryGetValue(then, out var b))
            {
                result.Seen.Add(new Seen(timeline.Project, a.Times.Length, 0));
                continue;
            }
            var hits = FollowedTimes.Hits(a.Times, b.Times, Window, timeline.Early);
            for (var i = 0; i < hits.Length; i++)
            {
                if (hits[i] < 0)
                    continue;
                result.Hits++;
                result.Delays.Add(Math.Max(0, b.Times[hits[i]] - a.Times[i]));
                result.Targets.Add(b.Targets[hits[i]]);
            }
            result.Seen.Add(new Seen(timeline.Project, a.Times.Length, hits.Count(h => h >= 0)));
            var followed = new FollowedTimes(b.Times, Window, timeline.Early, timeline.Duration);
            foreach (var time in a.Times)
            {
                var near = followed.ShareNear(time);
                expected += near;
                independent += near * (1 - near);
            }
            shared.Add((a.Times, followed));
        }
        var chance = expected / result.Cases;
        var p = BinomialTail.AtLeast(result.Hits, result.Cases, chance);
        if (p < Level)
        {
            // Cases within a timeline are not independent: they count for fewer, by as much as chance varies more than independent cases would (Rao and Scott 1992).
            var excess = Math.Max(1, shared.Sum(s => s.Followed.Variance(s.First)) / independent);
            if (double.IsFinite(excess))
                p = BinomialTail.AtLeast((int)(result.Hits / excess), (int)Math.Ceiling(result.Cases / excess), chance);
        }
        return result with { ByChance = chance, P = p };
    }

    /// <summary>What happens together is found both ways: the way in which it is more regular is told.</summary>
    private static bool IsMirrored(Tested pair, Tested[] found) =>
        found.FirstOrDefault(f => f.First == pair.Then && f.Then == pair.First) is { } mirror && pair.MedianDelay <= 0.05 && mirror.MedianDelay <= 0.05
        && (mirror.Share > pair.Share || (mirror.Share == pair.Share && (mirror.First.Track, mirror.First.Event).CompareTo((pair.First.Track, pair.First.Event)) < 0));

    private sealed record Events(int Project, EditedTimeline Timeline, IReadOnlyDictionary<EventKey, EventSeries> Series)
    {
        public double Duration => Timeline.Duration;

        public double Early => Timeline.Frame / 2;
    }

    private readonly record struct Seen(int Project, int Cases, int Hits);

    private sealed record Tested(EventKey First, EventKey Then)
    {
        public int Cases { get; set; }

        public int Hits { get; set; }

        public List<double> Delays { get; } = [];

        public List<string> Targets { get; } = [];

        public List<Seen> Seen { get; } = [];

        public double ByChance { get; init; }

        public double P { get; init; }

        public double Share => (double)Hits / Cases;

        public double MedianDelay => Spread.Of(Delays).Median;

        public Pattern Describe(ProjectBootstrap bootstrap)
        {
            double[] cases = new double[bootstrap.Projects], hits = new double[bootstrap.Projects];
            foreach (var seen in Seen)
            {
                cases[seen.Project] += seen.Cases;
                hits[seen.Project] += seen.Hits;
            }
            var target = Usuals.Of(Targets.Where(t => t.Length > 0), 1);
            var isTarget = target.Count > 0 && target[0].Count >= LeastTargetShare * Hits;
            return new Pattern(First, Then, Cases, Hits, bootstrap.OfShare(hits, cases), ByChance, P, Spread.Of(Delays), hits.Count(h => h > 0),
                isTarget ? target[0].Value : null, isTarget ? (double)target[0].Count / Hits : double.NaN);
        }
    }
}
