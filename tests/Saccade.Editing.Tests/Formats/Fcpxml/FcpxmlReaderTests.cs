using System.Xml.Linq;
using Saccade.Editing.Formats;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Fcpxml;

public class FcpxmlReaderTests
{
    [Theory]
    [InlineData("fcpx_clips.fcpxml")]
    [InlineData("fcpx_example.fcpxml")]
    public void Real_files_come_back_as_they_were_and_a_second_pass_is_equal_to_the_byte(string name)
    {
        var project = TimelineFormats.Read(FcpxmlText.RealFile(name));
        Assert.Equal(("fcpxml", "1.8"), (project.Format, project.Version));
        var (once, losses) = FcpxmlText.Write(project);
        Assert.Empty(losses);
        Assert.True(XNode.DeepEquals(XDocument.Load(FcpxmlText.RealFile(name), LoadOptions.PreserveWhitespace).Root, XDocument.Parse(once, LoadOptions.PreserveWhitespace).Root));
        Assert.Contains("<!DOCTYPE fcpxml>", once, StringComparison.Ordinal);
        Assert.Equal(once, FcpxmlText.Write(FcpxmlText.Read(once)).Text);
    }

    [Fact]
    public void A_real_export_has_its_timelines_compounds_files_and_lanes()
    {
        var project = TimelineFormats.Read(FcpxmlText.RealFile("fcpx_example.fcpxml"));
        Assert.Equal(["OpenTimeline_Project", "OpenTimeline_Project 1", "compound_clip_2"], project.Sequences.Select(s => s.Name));
        Assert.Equal("compound_clip_1", Assert.Single(project.Nested).Name);
        Assert.Equal(8, project.Media.Count);
        Assert.Equal("/Volumes/Media/otio/IMG_0233.MOV", project.FindMedia("r3")!.Path);
        var cut = project.Sequences[0];
        Assert.Equal((new FrameRate(30, 1), 1920, 1080, 48000), (cut.Rate, cut.Width, cut.Height, cut.SampleRate));
        Assert.Equal(3, cut.VideoTracks.Count());
        var first = cut.VideoTracks.First();
        var transition = Assert.Single(first.Transitions);
        Assert.Equal((new Rational(19, 2), Rational.One, new Rational(10), "Cross Dissolve"), (transition.Start, transition.Duration, transition.Cut, transition.Effect!.Id));
        // A storyline connected at 50 s: a fade in, a dissolve over its cut at 59.5 s.
        var connected = cut.VideoTracks.ElementAt(1);
        Assert.Contains(connected.Clips, c => c.Name == "IMG_0740" && c.Start == new Rational(119, 2) && c.SourceStart == new Rational(1, 2));
        Assert.Equal([new Rational(50), new Rational(119, 2)], connected.Transitions.Select(t => t.Cut));
        // The detached sound of the clip at 110 s begins 5 s later and is linked with its picture.
        var picture = first.Clips.Single(c => c.Start == 110);
        Assert.Equal("IMG_0233", picture.Name);
        var sound = cut.AudioTracks.SelectMany(t => t.Clips).Single(c => c.Start == 115);
        Assert.Equal(picture.LinkGroup, sound.LinkGroup);
        Assert.NotNull(sound.LinkGroup);
        Assert.Equal("Marker 9", Assert.Single(cut.Markers).Name);
        Assert.Equal([MarkerKind.Done, MarkerKind.Note], first.Clips.Single(c => c.Start == 80).Markers.Select(m => m.Kind));
    }

    [Fact]
    public void Offsets_count_in_the_time_of_what_a_clip_is_connected_to()
    {
        var cut = FcpxmlText.Read(FcpxmlText.Project("""
            <asset-clip ref="r3" name="b" offset="86401s" start="3610s" duration="10s">
                <asset-clip ref="r2" name="a" lane="1" offset="3612s" start="4s" duration="3s">
                    <asset-clip ref="r4" name="c" lane="-2" offset="5s" duration="1s"/>
                </asset-clip>
            </asset-clip>
            """, sequence: "tcStart=\"86400s\" tcFormat=\"DF\"")).Sequences[0];
        Assert.True(cut.DropFrame);
        Assert.Equal((new Rational(86400), new Rational(60)), (cut.StartTimecode, cut.Duration));
        var (b, a) = (cut.VideoTracks.First().Clips.Single(), cut.VideoTracks.ElementAt(1).Clips.Single());
        Assert.Equal((Rational.One, new Rational(10)), (b.Start, b.SourceStart));
        Assert.Equal((new Rational(3), new Rational(4)), (a.Start, a.SourceStart));
        Assert.Equal(new Rational(4), cut.AudioTracks.Last().Clips.Single().Start);
    }

    [Fact]
    public void Split_edits_let_sound_begin_before_and_end_after_its_picture()
    {
        var cut = FcpxmlText.Read(FcpxmlText.Project("""
            <asset-clip ref="r2" name="a" offset="0s" duration="10s" audioStart="0s" audioDuration="11s"/>
            <asset-clip ref="r3" name="b" offset="10s" start="3610s" duration="5s" audioStart="3611s" audioDuration="4s"/>
            """)).Sequences[0];
        var track = Assert.Single(cut.AudioTracks);
        Assert.Equal([(Rational.Zero, new Rational(11), Rational.Zero), (new Rational(11), new Rational(4), new Rational(11))], track.Clips.Select(c => (c.Start, c.Duration, c.SourceStart)));
        Assert.Equal(track.Clips.Select(c => c.LinkGroup), cut.VideoTracks.Single().Clips.Select(c => c.LinkGroup));
    }

    [Fact]
    public void Pictures_are_placed_in_the_units_of_timelines()
    {
        var clip = FcpxmlText.Read(FcpxmlText.Project("""
            <asset-clip ref="r2" name="a" offset="0s" start="2s" duration="10s" enabled="0">
                <adjust-crop mode="trim"><trim-rect left="16" top="5"/></adjust-crop>
                <adjust-transform position="16 -25" scale="2 1.5" rotation="-90" anchor="0 10">
                    <param name="scale"><keyframeAnimation>
                        <keyframe time="5s" value="3 3" interp="ease"/>
                        <keyframe time="3s" value="1 1"/>
                    </keyframeAnimation></param>
                    <param name="position">
                        <param name="X" key="1"><keyframeAnimation><keyframe time="2s" value="0"/><keyframe time="4s" value="32"/></keyframeAnimation></param>
                        <param name="Y" key="2" value="-25"/>
                    </param>
                </adjust-transform>
                <adjust-blend amount="0.25"/>
                <adjust-volume amount="-6.0206dB"/>
            </asset-clip>
            """)).Sequences[0].VideoTracks.Single().Clips.Single();
        Assert.False(clip.Enabled);
        Assert.Equal(new Pair(200, 150), clip.Motion.Scale.Value);
        Assert.Equal([(Rational.One, new Pair(100, 100), Interpolation.Linear), (new Rational(3), new Pair(300, 300), Interpolation.Ease)], clip.Motion.Scale.Keyframes.Select(k => (k.Time, k.Value, k.Interpolation)));
        Assert.Equal(0.09, clip.Motion.Position.Value.X, 12);
        Assert.Equal(0.25, clip.Motion.Position.Value.Y, 12);
        Assert.Equal(0.18, clip.Motion.Position.At(2).X, 12);
        Assert.Equal((90, -0.1), (clip.Motion.Rotation.Value, clip.Motion.Anchor.Value.Y));
        Assert.Equal(9, clip.Crop.Left.Value, 12);
        Assert.Equal((5, 25), (clip.Crop.Top.Value, clip.Opacity.Value));
    }

    [Theory]
    [InlineData("<timept time=\"0s\" value=\"0s\"/><timept time=\"50s\" value=\"100s\"/>", 2, 20, 20)]
    [InlineData("<timept time=\"0s\" value=\"100s\"/><timept time=\"100s\" value=\"0s\"/>", -1, 80, 10)]
    [InlineData("<timept time=\"0s\" value=\"7s\"/><timept time=\"100s\" value=\"7s\"/>", 0, 7, 0)]
    public void Speeds_are_maps_of_times(string points, int ratio, int start, int duration)
    {
        var clip = FcpxmlText.Read(FcpxmlText.Project($"<asset-clip ref=\"r2\" name=\"a\" offset=\"0s\" start=\"10s\" duration=\"10s\"><timeMap>{points}</timeMap></asset-clip>")).Sequences[0].VideoTracks.Single().Clips.Single();
        Assert.Equal((new Rational(ratio), new Rational(start), new Rational(duration)), (clip.Speed!.Ratio, clip.SourceStart, clip.SourceDuration));
    }

    [Fact]
    public void A_changing_speed_keeps_its_points()
    {
        var clip = FcpxmlText.Read(FcpxmlText.Project("""
            <asset-clip ref="r3" name="b" offset="0s" start="3600s" duration="10s"><timeMap frameSampling="optical-flow">
                <timept time="3600s" value="3600s"/><timept time="3605s" value="3610s"/><timept time="3610s" value="3612s"/>
            </timeMap></asset-clip>
            """)).Sequences[0].VideoTracks.Single().Clips.Single();
        Assert.Equal([(Rational.Zero, Rational.Zero), (new Rational(5), new Rational(10)), (new Rational(10), new Rational(12))], clip.Speed!.Points.Select(p => (p.Offset, p.SourceTime)));
        Assert.True(clip.Speed.FrameBlending);
        Assert.Equal((Rational.Zero, new Rational(12)), (clip.SourceStart, clip.SourceDuration));
        Assert.Equal(new Rational(11), clip.SourceTimeAt(new Rational(15, 2)));
    }

    [Fact]
    public void Multicams_synchronised_clips_auditions_and_titles_are_read()
    {
        var project = FcpxmlText.Read(FcpxmlText.Project("""
            <mc-clip ref="m1" name="multi" offset="0s" start="2s" duration="5s"><mc-source angleID="two" srcEnable="video"><adjust-transform rotation="-5"/></mc-source><mc-source angleID="one" srcEnable="audio"/></mc-clip>
            <sync-clip name="sync" offset="5s" duration="5s" format="r1">
                <asset-clip ref="r2" name="a" offset="0s" duration="5s" srcEnable="video"><asset-clip ref="r4" name="c" lane="-1" offset="1s" duration="4s"/></asset-clip>
                <sync-source sourceID="storyline"/>
            </sync-clip>
            <audition offset="10s"><asset-clip ref="r3" name="chosen" duration="5s"/><asset-clip ref="r2" name="other" duration="7s"/></audition>
            <title ref="r6" name="words" offset="15s" start="3600s" duration="5s"><param name="Flatten" key="9/1" value="1"/><text><text-style ref="ts1">One </text-style><text-style ref="ts1">two</text-style></text><text-style-def id="ts1"><text-style font="Helvetica"/></text-style-def></title>
            """, """
            <media id="m1" name="cameras"><multicam format="r1" tcStart="0s"><mc-angle name="first" angleID="one"><asset-clip ref="r2" offset="0s" duration="9s"/></mc-angle><mc-angle name="second" angleID="two"><asset-clip ref="r3" offset="0s" duration="9s"/></mc-angle></multicam></media>
            """));
        var clips = project.Sequences[0].VideoTracks.Single().Clips.ToArray();
        Assert.Equal(["multi", "sync", "chosen", "words"], clips.Select(c => c.Name));
        Assert.Equal(new ClipSource.Angle("m1", "two", "one"), clips[0].Source);
        Assert.Equal(5, clips[0].Motion.Rotation.Value);
        Assert.Equal(["one", "two"], Assert.Single(project.Multicams).Angles.Select(a => a.Id));
        var inner = project.FindSequence(Assert.IsType<ClipSource.Nested>(clips[1].Source).Id)!;
        Assert.Equal(["a", "c"], inner.Clips.Select(c => c.Name));
        Assert.Equal(Rational.One, inner.AudioTracks.Single().Clips.Single().Start);
        Assert.Equal(("One two", "title"), (clips[3].Text, Assert.IsType<ClipSource.Generated>(clips[3].Source).Generator.Kind));
        Assert.Contains("the audition's other choices", clips[2].Origin!.Unmodelled);
    }

    [Theory]
    [InlineData("<asset-clip ref=\"r9\" name=\"lost\" offset=\"0s\" duration=\"1s\"/>", "clip 'lost'", "refers to the asset 'r9', which is not among the resources")]
    [InlineData("<asset-clip ref=\"r1\" name=\"wrong\" offset=\"0s\" duration=\"1s\"/>", "clip 'wrong'", "that is a <format>")]
    [InlineData("<asset-clip ref=\"r2\" name=\"bad\" offset=\"1/0s\" duration=\"1s\"/>", "clip 'bad'", "has the offset '1/0s', which is no time")]
    [InlineData("<asset-clip ref=\"r2\" name=\"bad\" offset=\"99999999999999999999/7s\" duration=\"1s\"/>", "clip 'bad'", "which is no time")]
    [InlineData("<asset-clip ref=\"r2\" name=\"bad\" offset=\"soon\" duration=\"1s\"/>", "clip 'bad'", "which is no time")]
    [InlineData("<asset-clip ref=\"r2\" name=\"none\" offset=\"0s\" duration=\"0s\"/>", "clip 'none'", "lasts longer than nothing")]
    [InlineData("<asset-clip ref=\"r2\" name=\"minus\" offset=\"0s\" duration=\"-3s\"/>", "clip 'minus'", "lasts longer than nothing")]
    [InlineData("<asset-clip ref=\"r2\" name=\"early\" offset=\"-3s\" duration=\"4s\"/>", "clip 'early'", "begins 3 seconds before its timeline does")]
    [InlineData("<asset-clip ref=\"r2\" name=\"huge\" offset=\"9223372036854775807s\" duration=\"9223372036854775807s\"/>", "clip 'huge'", "too large")]
    [InlineData("<asset-clip ref=\"r2\" name=\"x\" offset=\"0s\" duration=\"4s\"><adjust-blend amount=\"much\"/></asset-clip>", "clip 'x'", "has the amount 'much', which is no number")]
    [InlineData("<asset-clip ref=\"r2\" name=\"x\" offset=\"0s\" duration=\"4s\"><timeMap><timept time=\"4s\" value=\"0s\"/><timept time=\"1s\" value=\"2s\"/></timeMap></asset-clip>", "clip 'x'", "comes before the point")]
    public void What_cannot_be_is_named_with_its_clip_and_line(string clip, string where, string cause)
    {
        var failure = Assert.Throws<TimelineException>(() => FcpxmlText.Read(FcpxmlText.Project(clip)));
        Assert.Contains(where, failure.Message, StringComparison.Ordinal);
        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Line, 19, 30);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("-1/30s")]
    [InlineData("1/0s")]
    public void A_frame_that_takes_no_time_is_refused(string frame)
    {
        var failure = Assert.Throws<TimelineException>(() => FcpxmlText.Read(FcpxmlText.Project("<gap duration=\"1s\"/>").Replace("1001/30000s", frame, StringComparison.Ordinal)));
        Assert.Contains($"the frameDuration '{frame}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_are_never_expanded_and_depth_is_bounded()
    {
        var bomb = FcpxmlText.Project("").Replace("<!DOCTYPE fcpxml>", "<!DOCTYPE fcpxml [<!ENTITY a \"aaaa\">]>", StringComparison.Ordinal);
        Assert.Contains("defines a document type", Assert.Throws<TimelineException>(() => FcpxmlText.Read(bomb)).Message, StringComparison.Ordinal);
        var deep = string.Concat(Enumerable.Repeat("<clip duration=\"1s\">", 400)) + string.Concat(Enumerable.Repeat("</clip>", 400));
        Assert.Contains("levels deep", Assert.Throws<TimelineException>(() => FcpxmlText.Read(FcpxmlText.Project(deep))).Message, StringComparison.Ordinal);
        Assert.Contains("is no FCPXML", Assert.Throws<TimelineException>(() => FcpxmlText.Read("<xmeml/>")).Message, StringComparison.Ordinal);
    }
}
