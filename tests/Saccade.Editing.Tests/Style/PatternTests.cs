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
        var report = StyleOf(Enumerable.Range(0, 12).Select(i => Shelf(i, rule: true)));
        var pattern = Assert.Single(report.Patterns.Found, p => p.First == Appears && p.Then == ZoomsIn);
        var cues = Enumerable.Range(0, 12).SelectMany(n => Moments(n, 0).Select((_, i) => IsSkipped(n, i))).ToArray();
        Assert.Equal((cues.Length, cues.Count(skipped => !skipped), 12), (pattern.Cases, pattern.Hits, pattern.Projects));
        Assert.Equal(((double)pattern.Hits / pattern.Cases, "150 %", 1.0), (pattern.Share.Value, pattern.Target, pattern.TargetShare));
        Assert.InRange(pattern.Share.Value, pattern.Share.Low, pattern.Share.High);
        Assert.Equal(0.2, pattern.DelaySeconds.Median, 9);
        Assert.InRange(pattern.ByChance, 0.05, 0.2);
        Assert.True(pattern.P < 1e-6, $"{pattern.P}");
        Assert.DoesNotContain(report.Patterns.Found, p => p.First.Track == 2 || p.Then.Track == 2); // which comes on whenever it likes
    }

    [Fact]
    public void Nothing_is_found_in_tracks_that_know_nothing_of_each_other()
    {
        var patterns = StyleOf(Enumerable.Range(0, 12).Select(i => Shelf(i, rule: false))).Patterns;
        Assert.True(patterns.Tested >= 20, $"{patterns.Tested}");
        Assert.DoesNotContain(patterns.Found, p => p.First.Track != p.Then.Track);
    }

    [Fact]
    public void Nothing_is_said_of_what_happens_too_seldom()
    {
        var patterns = StyleOf([Shelf(1, rule: true, most: 9)]).Patterns;
        Assert.DoesNotContain(patterns.Found, p => p.First == Appears);
        Assert.True(patterns.TooFew > 0);
    }

    [Fact]
    public void Fast_and_regular_cutting_makes_no_pattern()
    {
        // Both tracks cut every half second: each follows the other within a second always, and by chance too.
        static Track Regular(int phase) => Pictures(Enumerable.Range(0, 100).Select(i => Clip((i * 5) + phase, 5, i % 2 == 0 ? "a" : "b")));
        Assert.Empty(StyleOf(Enumerable.Range(0, 6).Select(_ => Project(Regular(0), Regular(2)))).Patterns.Found);
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
    public void Chance_counts_the_time_before_each_event_once_and_nearby()
    {
        Assert.Equal(0.1, new FollowedTimes([5], 1, 0, 10).ShareNear(5), 9);
        Assert.Equal(0.15, new FollowedTimes([5, 5.5], 1, 0, 10).ShareNear(5), 9);
        Assert.Equal(0.02, new FollowedTimes([0.2], 1, 0, 10).ShareNear(5), 9); // nothing is before the beginning
        Assert.Equal(0, new FollowedTimes([50], 1, 0, 100).ShareNear(20));
        Assert.Equal(0.05, new FollowedTimes([50], 1, 0, 100).ShareNear(55), 9);
        Assert.Equal([1, -1, 2], FollowedTimes.Hits([1, 3, 4.5], [0.5, 1.8, 5], 1, 0.05));
        // A regular series is hit as a whole at a tenth of the slides; as many independent cases would vary by 0.9.
        double[] regular = [.. Enumerable.Range(0, 10).Select(i => (i * 10.0) + 5)];
        Assert.InRange(new FollowedTimes(regular, 1, 0, 100).Variance(regular), 5, 14);
    }

    /// <summary>
    /// Ninety seconds: V1 runs through and zooms, V2 and V3 come on at random moments of their own. By the rule V1 zooms 0.2 s after V3 comes on, save one time in ten.
    /// </summary>
    private static TimelineProject Shelf(int number, bool rule, int most = int.MaxValue)
    {
        var third = Moments(number, 0).Take(most).ToArray();
        var zooms = rule ? third.Where((_, i) => !IsSkipped(number, i)).Select(t => t + 2) : Moments(number, 2);
        return Project(
            Pictures(Clip(0, 900, "a").Zoomed([.. zooms.SelectMany(t => new[] { (t, 100.0), (t + 2, 150.0), (t + 15, 150.0), (t + 17, 100.0) })])),
            Pictures(Moments(number, 1).Select(t => Clip(t, 13, "b"))),
            Pictures(third.Select(t => Clip(t, 21, "c"))));
    }

    private static bool IsSkipped(int number, int cue) => cue % 10 == number % 10;

    /// <summary>Tenths of a second, three to fourteen seconds apart.</summary>
    private static IEnumerable<int> Moments(int number, uint series)
    {
        var key = new RandomKey(7, RandomStream.Data, (ulong)number, series);
        var (time, i) = (10 + key.Integer(0, 100), 0ul);
        for (; time < 870; time += 30 + key.Integer(++i, 110))
            yield return time;
    }
}
