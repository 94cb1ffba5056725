using Saccade.Editing.Style.Patterns;
using Saccade.Editing.Timelines;
using Saccade.Tensors.Random;
using static Saccade.Editing.Tests.Style.Cuts;

namespace Saccade.Editing.Tests.Style;

public class PatternTests
{
    private static readonly EventKey Appears = new(3, TrackEvent.Appears), ZoomsIn = new(1, TrackEvent.ZoomsIn);

    [Fact]
    public void A_zoom_two_steps_after_a_track_comes_on_is_found_with_its_delay_and_its_target()
    {
        var report = Report(Enumerable.Range(0, 12).Select(i => Shelf(i, rule: true)));
        var pattern = Assert.Single(report.Patterns.Found, p => p.First == Appears && p.Then == ZoomsIn);
        Assert.Equal((120, 108, 12), (pattern.Cases, pattern.Hits, pattern.Projects)); // the rule skips one in ten
        Assert.Equal((0.9, "150 %", 1.0), (pattern.Share.Value, pattern.Target, pattern.TargetShare));
        Assert.Equal(0.2, pattern.DelaySeconds.Median, 9);
        Assert.InRange(pattern.ByChance, 0.05, 0.15);
        Assert.True(pattern.P < 1e-6, $"{pattern.P}");
        Assert.Equal(report.Patterns.Found[0], pattern);
        Assert.DoesNotContain(report.Patterns.Found, p => p.First.Track == 2 || p.Then.Track == 2); // which comes on whenever it likes
    }

    [Fact]
    public void Nothing_is_found_in_tracks_that_know_nothing_of_each_other()
    {
        var patterns = Report(Enumerable.Range(0, 12).Select(i => Shelf(i, rule: false))).Patterns;
        Assert.True(patterns.Tested >= 20, $"{patterns.Tested}");
        Assert.DoesNotContain(patterns.Found, p => p.First.Track != p.Then.Track);
    }

    [Fact]
    public void Nothing_is_said_of_what_happens_too_seldom()
    {
        var patterns = Report([Shelf(1, rule: true, cues: 9)]).Patterns;
        Assert.DoesNotContain(patterns.Found, p => p.First == Appears);
        Assert.True(patterns.TooFew > 0);
    }

    [Fact]
    public void Fast_and_regular_cutting_makes_no_pattern()
    {
        // Both tracks cut every half second: each follows the other within a second always, and by chance too.
        static Track Regular(int phase) => Pictures(Enumerable.Range(0, 100).Select(i => Clip((i * 5) + phase, 5, i % 2 == 0 ? "a" : "b")));
        Assert.Empty(Report(Enumerable.Range(0, 6).Select(_ => Project(Regular(0), Regular(2)))).Patterns.Found);
    }

    [Theory]
    [InlineData(8, 10, 0.5, 56.0 / 1024)]
    [InlineData(3, 3, 0.1, 0.001)]
    [InlineData(2, 20, 0.01, 0.016859)]
    [InlineData(5, 10, 0.5, 1.0)]
    [InlineData(4, 10, 0, 0)]
    public void The_binomial_tail_has_its_known_values(int hits, int cases, double chance, double expected) =>
        Assert.Equal(expected, BinomialTail.AtLeast(hits, cases, chance), 6);

    [Fact]
    public void Chance_covers_the_time_before_each_event_once()
    {
        Assert.Equal(0.1, PairCount.Coverage([5], 1, 0, 10), 9);
        Assert.Equal(0.15, PairCount.Coverage([5, 5.5], 1, 0, 10), 9);
        Assert.Equal(0.1, PairCount.Coverage([0.2], 1, 0, 10), 9); // around the ring
        Assert.Equal(1, PairCount.Coverage([0.2], 20, 0, 10));
        Assert.Equal([1, -1, 2], PairCount.Hits([1, 3, 4.5], [0.5, 1.8, 5], 1, 0.05));
        // All or none of a regular series: 10 hits at a tenth of the shifts, 0 at the others.
        double[] regular = [.. Enumerable.Range(0, 10).Select(i => i * 10.0)];
        Assert.Equal(100 * 0.1 * 0.9, PairCount.Variance(regular, regular, 1, 0, 100), 6);
    }

    /// <summary>Ninety seconds: V1 runs through and zooms, V2 and V3 come on at random moments of their own. By the rule V1 zooms 0.2 s after V3 comes on, save one time in ten.</summary>
    private static TimelineProject Shelf(int number, bool rule, int cues = 10)
    {
        var key = new RandomKey(7, RandomStream.Data, (ulong)number);
        // One moment in each part of the timeline, anywhere in the first half of it.
        int[] Moments(uint call, int count) => [.. Enumerable.Range(0, count).Select(i => (i * (900 / count)) + 10 + (key with { Call = call }).Integer((ulong)i, 450 / count))];
        var (third, second, free) = (Moments(0, cues), Moments(1, 10), Moments(2, 9));
        var zooms = rule ? third.Where((_, i) => i != number % 10).Select(t => t + 2).ToArray() : free;
        var keys = zooms.SelectMany(t => new[] { (t, 100.0), (t + 2, 150.0), (t + 15, 150.0), (t + 17, 100.0) }).ToArray();
        return Project(
            Pictures(Clip(0, 900, "a").Zoomed(keys)),
            Pictures(second.Select(t => Clip(t, 13, "b"))),
            Pictures(third.Select(t => Clip(t, 31, "c"))));
    }
}
