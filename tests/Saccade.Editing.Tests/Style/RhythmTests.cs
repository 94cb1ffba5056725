using Saccade.Editing.Style;
using static Saccade.Editing.Tests.Style.Cuts;

namespace Saccade.Editing.Tests.Style;

public class RhythmTests
{
    [Fact]
    public void Shots_of_one_to_four_seconds_have_their_quartiles_and_three_cuts_in_ten_seconds()
    {
        var rhythm = StyleOf(Pictures(Clip(0, 10, "a"), Clip(10, 20, "b"), Clip(30, 30, "a"), Clip(60, 40, "b"))).Rhythm;
        Assert.Equal((1, 3, 4), (rhythm.Track, rhythm.Cuts, rhythm.ShotSeconds.Count));
        Assert.Equal((1.75, 2.5, 3.25), (rhythm.ShotSeconds.LowerQuartile, rhythm.ShotSeconds.Median, rhythm.ShotSeconds.UpperQuartile));
        Assert.Equal(2.5, rhythm.MedianShotSeconds.Value);
        Assert.Equal(18, rhythm.CutsPerMinute.Value, 9);
        Assert.True(double.IsNaN(rhythm.CutsPerMinute.Low)); // one project says nothing of others
        Assert.Equal([0, 60, 0, 60, 0, 0, 60, 0, 0, 0], rhythm.Course.Select(c => Math.Round(c.Value, 6)));
        Assert.Equal([0, 0, 0, 1, 2, 1, 0, 0, 0, 0], rhythm.Lengths.Select(l => l.Shots));
    }

    [Fact]
    public void A_cut_after_which_everything_goes_on_is_none()
    {
        var rhythm = StyleOf(Pictures(Clip(0, 10, "a", 0), Clip(10, 10, "a", 10), Clip(20, 20, "b"))).Rhythm;
        Assert.Equal((1, 1, 2.0), (rhythm.Cuts, rhythm.UnseenCuts, rhythm.ShotSeconds.Median));
    }

    [Fact]
    public void Cuts_are_told_apart_by_where_they_lead()
    {
        var rhythm = StyleOf(Pictures(
            Clip(0, 10, "a", 0), Clip(10, 10, "a", 30), Clip(20, 10, "a", 5), Clip(30, 10, "a", 15).At(150), Clip(40, 10, "b"), Clip(60, 10, "a"))).Rhythm;
        Assert.Equal([CutKind.JumpAhead, CutKind.JumpBack, CutKind.Reframed, CutKind.OtherFootage], rhythm.Kinds.Select(k => k.Value)); // the last clip follows a gap
        Assert.All(rhythm.Kinds, k => Assert.Equal((1, 0.25), (k.Count, k.Share)));
    }

    [Fact]
    public void What_is_switched_off_does_not_count()
    {
        var report = StyleOf(Pictures(Clip(0, 10, "a"), Clip(10, 10, "b") with { Enabled = false }, Clip(20, 10, "c")), Pictures(Clip(0, 10)) with { Enabled = false });
        Assert.Equal((2, 0, 1), (report.Clips, report.Rhythm.Cuts, report.Tracks.Count));
    }

    [Fact]
    public void Shots_are_counted_on_the_track_that_is_on_most()
    {
        var rhythm = StyleOf(Pictures(Clip(0, 10)), Pictures(Clip(0, 20, "b"), Clip(20, 20, "c"))).Rhythm;
        Assert.Equal((2, 1), (rhythm.Track, rhythm.Cuts));
    }

    [Fact]
    public void Several_projects_give_an_interval_that_holds_the_value()
    {
        var rhythm = StyleOf(Enumerable.Range(1, 8).Select(n => Project(Pictures(Enumerable.Range(0, 10).Select(i => Clip(i * 5 * n, 5 * n, i % 2 == 0 ? "a" : "b")))))).Rhythm;
        Assert.InRange(rhythm.CutsPerMinute.Value, rhythm.CutsPerMinute.Low, rhythm.CutsPerMinute.High);
        Assert.True(rhythm.CutsPerMinute.High > 1.3 * rhythm.CutsPerMinute.Low);
        Assert.Equal(StyleOf(Enumerable.Range(1, 8).Select(n => Project(Pictures(Enumerable.Range(0, 10).Select(i => Clip(i * 5 * n, 5 * n, i % 2 == 0 ? "a" : "b")))))).Rhythm.CutsPerMinute, rhythm.CutsPerMinute);
    }
}
