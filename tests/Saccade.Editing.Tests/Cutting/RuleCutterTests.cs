using Saccade.Editing.Content;
using Saccade.Editing.Cutting;
using Saccade.Editing.Time;

namespace Saccade.Editing.Tests.Cutting;

public sealed class RuleCutterTests
{
    private static readonly RuleCutterOptions Silence = new() { Loudness = 0.4, Shape = new ClipShape { Merge = 0.3, Shortest = 0.3, Before = 0.1, After = 0.2 } };

    [Fact]
    public void What_is_loud_is_kept_with_margins_and_says_so()
    {
        var features = Recordings.Of((20, 0.1f, 0.1f), (32, 0.7f, 0.1f), (30, 0.1f, 0.1f));

        var kept = Assert.Single(RuleCutter.Cut(features, Silence));

        Assert.Equal(new Rational(19, 10), kept.Start);
        Assert.Equal(new Rational(54, 10), kept.End);
        Assert.Equal("loud for 3.2 s", kept.Reason);
        Assert.InRange(kept.Confidence, 0.6, 0.9);
        Assert.Equal(["quiet, still: dropped", "quiet, still: dropped"], CutChoice.Dropped(Recordings.Of((20, 0.1f, 0.1f), (32, 0.7f, 0.9f), (30, 0.1f, 0.1f)), [kept]).Select(d => d.Reason));
    }

    [Fact]
    public void What_moves_is_kept_where_motion_is_asked_for()
    {
        var features = Recordings.Of((20, 0.1f, 0.1f), (20, 0.1f, 0.8f), (20, 0.1f, 0.1f), (10, 0.8f, 0.1f));

        var kept = RuleCutter.Cut(features, Silence with { Motion = 0.5 });

        Assert.Equal([(19, 42), (59, 70)], kept.Select(k => ((int)(k.Start * 10).Round(), (int)(k.End * 10).Round())));
        Assert.Equal("quiet, motion high", kept[0].Reason);
    }

    [Fact]
    public void A_recording_without_sound_is_cut_by_motion_or_not_at_all()
    {
        var silent = new ContentFeatures([.. Enumerable.Repeat(new[] { float.NaN, 0.1f, 0 }, 10).SelectMany(r => r), .. Enumerable.Repeat(new[] { float.NaN, 0.9f, 0 }, 10).SelectMany(r => r)]);

        Assert.Contains("no sound to cut by; give a threshold of motion", Assert.Throws<ArgumentException>(() => RuleCutter.Cut(silent, Silence)).Message, StringComparison.Ordinal);
        var kept = Assert.Single(RuleCutter.Cut(silent, Silence with { Motion = 0.5 }));
        Assert.Equal(new Rational(9, 10), kept.Start);
        Assert.Equal("motion high", kept.Reason);
    }

    [Fact]
    public void A_target_is_kept_to_and_has_to_be_positive()
    {
        var features = Recordings.Of((20, 0.1f, 0.1f), (30, 0.6f, 0.1f), (20, 0.1f, 0.1f), (30, 0.9f, 0.1f), (20, 0.1f, 0.1f));

        var kept = RuleCutter.Cut(features, Silence with { Shape = ClipShape.None }, target: 4);

        Assert.Equal((7, 10), ((int)Assert.Single(kept).Start.Value, (int)kept[0].End.Value));
        Assert.Throws<ArgumentException>(() => RuleCutter.Cut(features, Silence, target: 0));
        Assert.Equal(new Rational(12), RuleCutter.Cut(features, Silence, target: 1000).Aggregate(Rational.Zero, (sum, k) => sum + k.Duration));
    }
}
