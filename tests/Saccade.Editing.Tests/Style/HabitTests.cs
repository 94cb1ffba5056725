using Saccade.Editing.Style;
using Saccade.Editing.Timelines;
using static Saccade.Editing.Tests.Style.Cuts;

namespace Saccade.Editing.Tests.Style;

public class HabitTests
{
    [Fact]
    public void A_zoom_and_its_way_back_are_two_moves_with_their_times()
    {
        var moves = StyleOf(Pictures(Clip(0, 100), Clip(100, 100, "b").Zoomed((2, 100), (3, 120), (5, 150), (30, 150), (34, 100)))).Moves;
        Assert.Equal([MoveKind.ZoomIn, MoveKind.ZoomOut], moves.Select(m => m.Kind));
        Assert.Equal((1, 3.0, 0.5), (moves[0].Moves, moves[0].PerMinute.Value, moves[0].ClipShare));
        Assert.Equal((new Pair(100, 0), new Pair(150, 0)), (moves[0].From[0].Value, moves[0].To[0].Value));
        Assert.Equal((0.3, 0.2), (Math.Round(moves[0].Seconds.Median, 9), Math.Round(moves[0].AfterClipSeconds.Median, 9)));
        Assert.Equal((0.4, 3.0), (Math.Round(moves[1].Seconds.Median, 9), Math.Round(moves[1].AfterClipSeconds.Median, 9)));
    }

    [Fact]
    public void Of_a_move_counts_what_is_seen_and_a_held_keyframe_is_a_jump()
    {
        var clip = Clip(0, 20) with
        {
            Motion = new Motion { Position = new Animated<Pair>(default, new Keyframe<Pair>(Tenths(5), default, Interpolation.Hold), new Keyframe<Pair>(Tenths(10), new Pair(0.2, 0))) },
            Opacity = new Animated<double>(100, new Keyframe<double>(Tenths(-10), 0), new Keyframe<double>(Tenths(10), 100)),
            Crop = new Crop { Left = new Animated<double>(0, new Keyframe<double>(Tenths(30), 0), new Keyframe<double>(Tenths(40), 50)) },
        };
        var moves = StyleOf(Pictures(clip)).Moves;
        Assert.Equal([MoveKind.Position, MoveKind.FadeIn], moves.Select(m => m.Kind)); // the crop changes after the clip
        Assert.Equal((0.0, 1.0), (moves[0].Seconds.Median, moves[0].AfterClipSeconds.Median));
        Assert.Equal((new Pair(50, 0), 1.0), (moves[1].From[0].Value, moves[1].Seconds.Median));
    }

    [Fact]
    public void Transitions_have_kinds_lengths_and_a_share_of_cuts()
    {
        static Transition Over(int start, int length, int cut, string id) =>
            new() { Start = Tenths(start), Duration = Tenths(length), Cut = Tenths(cut), Effect = new Effect { Id = id } };
        var transitions = StyleOf(Pictures(
            Over(0, 5, 0, "Dip"), Clip(0, 20, "a"), Over(15, 10, 20, "Cross Dissolve"), Clip(20, 20, "b"), Clip(40, 20, "c"), Over(55, 10, 60, "Cross Dissolve"), Clip(60, 20, "d"))).Transitions;
        Assert.Equal((3, 3, 1), (transitions.Transitions, transitions.Cuts, transitions.Fades));
        Assert.Equal(2.0 / 3, transitions.ShareOfCuts.Value);
        Assert.Equal(("Cross Dissolve", 2, 1.0), (transitions.Kinds[0].Name, transitions.Kinds[0].Count, transitions.Kinds[0].Seconds.Median));
    }

    [Fact]
    public void Speeds_are_counted_by_what_they_do()
    {
        static Clip With(int start, int numerator, int denominator = 1) => Clip(start, 10, $"m{start}") with { Speed = new SpeedChange { Ratio = new(numerator, denominator) } };
        var speed = StyleOf(Pictures(With(0, 2), With(10, 2), With(20, 1, 2), With(30, -1), With(40, 0), Clip(50, 10))).Speed;
        Assert.Equal((5, 2, 1, 1, 1, 0), (speed.Clips, speed.Faster, speed.Slower, speed.Backwards, speed.Held, speed.Remapped));
        Assert.Equal((5.0 / 6, 2.0, 0.5), (speed.ShareOfClips.Value, speed.Speeds[0].Value, speed.Speeds[0].Share));
    }

    [Fact]
    public void Sound_that_begins_early_or_ends_late_is_a_J_or_an_L_cut()
    {
        static Clip Linked(Clip clip, string group) => clip with { LinkGroup = group };
        var splits = StyleOf(
            Pictures(Linked(Clip(0, 20, "a"), "1"), Linked(Clip(20, 20, "b"), "2"), Linked(Clip(40, 20, "c"), "3"), Clip(60, 20, "d")),
            Sounds(Linked(Clip(0, 23, "a"), "1"), Linked(Clip(40, 20, "c"), "3")),
            Sounds(Linked(Clip(15, 25, "b"), "2"), Clip(60, 30, "d"))).SplitEdits;
        Assert.Equal((3, 1, 1), (splits.Linked, splits.JCuts, splits.LCuts));
        Assert.Equal((0.5, 0.3), (splits.LeadSeconds.Median, Math.Round(splits.LagSeconds.Median, 9)));
        Assert.Equal(1.0 / 3, splits.JShare.Value);
    }

    [Fact]
    public void Titles_have_words_tracks_and_lengths()
    {
        static Clip Title(int start, string? text) => Clip(start, 20) with { Source = new ClipSource.Generated(new Effect { Id = "Text", Name = "Text" }), Text = text };
        var titles = StyleOf(Pictures(Clip(0, 600)), Pictures(Title(0, "so it begins"), Title(100, "one two three four five"), Title(200, null))).Titles;
        Assert.Equal((2, 1, 2.0), (titles.Titles, titles.Generators, titles.TitlesPerMinute.Value));
        Assert.Equal((2.0, 4.0, 2), (titles.TitleSeconds.Median, titles.TitleWords.Median, titles.Tracks[0].Value));
    }

    [Fact]
    public void The_project_that_is_cut_faster_than_the_others_is_named()
    {
        static TimelineProject Every(int tenths) => Project(Pictures(Enumerable.Range(0, 600 / tenths).Select(i => Clip(i * tenths, tenths, i % 2 == 0 ? "a" : "b"))));
        var consistency = StyleOf([Every(30), Every(25), Every(30), Every(24), Every(30), Every(5)]).Consistency;
        Assert.All(consistency.Outliers, o => Assert.Equal("project 6", o.Project));
        Assert.Equal(["cuts_per_minute", "median_shot_seconds"], consistency.Outliers.Select(o => o.Measure));
        Assert.Equal((119.0, 0.5), (consistency.Projects[5].Measures["cuts_per_minute"], consistency.Projects[5].Measures["median_shot_seconds"]));
        Assert.Empty(StyleOf([Every(30), Every(30), Every(30), Every(5)]).Consistency.Outliers); // of four nobody can say
    }
}
