using Saccade.Editing.Cutting.Footage;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Cutting;

public sealed class ShownFootageTests
{
    private static readonly FrameRate Rate = new(25, 1);

    [Fact]
    public void In_and_out_of_enabled_clips_are_what_is_kept()
    {
        var shown = Shown(Clip(0, 4, from: 10), Clip(4, 2, from: 20), Clip(6, 2, from: 13), Clip(8, 2, from: 40) with { Enabled = false });

        Assert.Equal([new(10, 15), new(20, 22)], shown);
    }

    [Fact]
    public void Speed_stretches_what_is_kept_and_backwards_is_kept_all_the_same()
    {
        var fast = Clip(0, 4, from: 10) with { SourceDuration = 8, Speed = new SpeedChange { Ratio = 2 } };
        var slow = Clip(4, 4, from: 30) with { SourceDuration = 1, Speed = new SpeedChange { Ratio = new Rational(1, 4) } };
        var backwards = Clip(8, 4, from: 50) with { SourceDuration = 6, Speed = new SpeedChange { Ratio = new Rational(-3, 2) } };
        var held = Clip(12, 4, from: 70) with { SourceDuration = 0, Speed = new SpeedChange { Ratio = 0 } };

        Assert.Equal([new(10, 18), new(30, 31), new(50, 56)], Shown(fast, slow, backwards, held));
    }

    [Fact]
    public void A_remapped_speed_is_followed_along_its_points()
    {
        // Forwards from 10 to 14 within 2 s, then back to 12, then on to 20.
        var remapped = Clip(0, 6, from: 10) with
        {
            SourceDuration = 10,
            Speed = new SpeedChange { Points = [new(0, 10), new(2, 14), new(4, 12), new(6, 20)] },
        };

        Assert.Equal([new(10, 20)], Shown(remapped));
        Assert.Equal([new(10, 14)], Shown(remapped with { Duration = 3 }));
    }

    [Fact]
    public void Nested_sequences_show_what_lies_in_the_part_that_is_seen()
    {
        var inner = Sequence("inner", Clip(0, 5, from: 100), Clip(5, 5, from: 200));
        var outer = Sequence("outer", Clip(0, 4, from: 3) with { Source = new ClipSource.Nested("inner") });
        var project = new TimelineProject { Sequences = [outer], Nested = [inner] };

        Assert.Equal([new(103, 105), new(200, 202)], ShownFootage.Of(project, outer)["game"]);
    }

    [Fact]
    public void Sequences_nested_in_themselves_are_an_error()
    {
        var loop = Sequence("loop", Clip(0, 4, from: 0) with { Source = new ClipSource.Nested("loop") });

        Assert.Contains("in themselves", Assert.Throws<TimelineException>(() => ShownFootage.Of(new TimelineProject { Sequences = [loop] }, loop)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sound_alone_and_tracks_that_are_off_keep_nothing()
    {
        var sequence = new Sequence
        {
            Id = "s",
            Rate = Rate,
            Tracks = [new Track { Kind = TrackKind.Audio, Items = [Clip(0, 5, from: 0)] }, new Track { Kind = TrackKind.Video, Enabled = false, Items = [Clip(0, 5, from: 0)] }],
        };

        Assert.Empty(ShownFootage.Of(new TimelineProject { Sequences = [sequence] }, sequence));
    }

    [Fact]
    public void A_step_is_kept_when_at_least_half_of_it_is()
    {
        SourceRange[] ranges = [new(new Rational(15, 100), new Rational(34, 100)), new(new Rational(55, 100), new Rational(9, 10))];

        Assert.Equal([false, true, true, false, false, true, true, true, true, false], SourceRange.Steps(ranges, 10, new Rational(1, 10)));
        Assert.Equal([true, true], SourceRange.Steps([new(0, 1000)], 2, new Rational(1, 10)));
    }

    private static IReadOnlyList<SourceRange> Shown(params Clip[] clips)
    {
        var sequence = Sequence("s", clips);
        return ShownFootage.Of(new TimelineProject { Sequences = [sequence] }, sequence)["game"];
    }

    private static Sequence Sequence(string id, params Clip[] clips) => new() { Id = id, Rate = Rate, Tracks = [new Track { Kind = TrackKind.Video, Items = clips }] };

    private static Clip Clip(int start, int duration, int from) =>
        new() { Name = "game", Start = start, Duration = duration, Source = new ClipSource.Media("game"), SourceStart = from, SourceDuration = duration };
}
