using Saccade.Editing.Style;
using Saccade.Editing.Timelines;
using static Saccade.Editing.Tests.Style.Cuts;

namespace Saccade.Editing.Tests.Style;

public class LayoutTests
{
    [Fact]
    public void A_track_is_on_for_its_share_of_the_time_and_has_its_commonest_placement_first()
    {
        var report = StyleOf(
            Pictures(Clip(0, 100)),
            Pictures(Clip(0, 30, "face").At(50, 0.25, -0.25), Clip(40, 10, "face").At(80)));
        var face = report.Tracks[1];
        Assert.Equal((1.0, 0.4), (report.Tracks[0].ShareOfTime.Value, face.ShareOfTime.Value));
        Assert.Equal((new Placement(50, 0.25, -0.25, default), 0.75, 1), (face.Placements[0].Value, face.Placements[0].Share, face.Placements[0].Count));
        Assert.Equal([50.0, 80], face.Scales.Select(s => s.Value));
        Assert.Equal(new PictureBox(0.5, 0, 0.5, 0.5), face.Boxes[0].Value);
        Assert.Equal((0.0, 0.0), (face.MovingShare, face.CroppedShare));
    }

    [Fact]
    public void Crops_and_time_in_motion_are_shares_of_the_tracks_own_time()
    {
        var cropped = Clip(0, 20) with { Crop = new Crop { Left = 25, Right = 25 } };
        var track = StyleOf(Pictures(cropped, Clip(20, 20, "b").Zoomed((5, 100), (10, 150)))).Tracks[0];
        Assert.Equal(0.125, track.MovingShare, 9); // half a second of four
        Assert.Equal(2 / 3.5, track.CroppedShare, 9);
        Assert.Equal(new CroppedSides(25, 25, 0, 0), track.Crops.Single().Value);
        Assert.Equal(new PictureBox(0.25, 0, 0.5, 1), track.Boxes[0].Value);
    }

    [Fact]
    public void The_size_of_media_and_frame_decides_what_is_covered()
    {
        var project = Project(Pictures(Clip(0, 10).At(50)));
        project = project with
        {
            Sequences = [project.Sequences[0] with { Width = 1080, Height = 1920 }],
            Media = [project.Media[0] with { Width = 1920, Height = 1080 }],
        };
        var report = StyleOf([project]);
        Assert.Equal(1080 / 1920.0, report.FrameAspect);
        var box = report.Tracks[0].Boxes[0].Value;
        Assert.Equal((0.889, 0.281), (box.Width, box.Height));
    }

    [Fact]
    public void Tracks_that_take_turns_are_never_on_together_though_chance_would_have_it()
    {
        var pairs = StyleOf(Pictures(Clip(0, 100)), Pictures(Clip(0, 40, "b")), Pictures(Clip(40, 40, "c"))).Together;
        Assert.Equal([(1, 2), (1, 3), (2, 3)], pairs.Select(p => (p.A, p.B)));
        Assert.Equal((0.4, 0.4, 1.0), (pairs[0].ShareOfTime.Value, pairs[0].ShareOfA, pairs[0].ShareOfB));
        Assert.Equal((0.0, 0.16), (pairs[2].ShareOfTime.Value, Math.Round(pairs[2].ByChance, 9)));
    }
}
