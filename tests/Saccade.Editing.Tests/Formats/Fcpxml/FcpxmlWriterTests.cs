using System.Xml.Linq;
using Saccade.Editing.Comparing;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Fcpxml;

public class FcpxmlWriterTests
{
    private const string Spine = """
        <asset-clip ref="r2" name="a" offset="0s" start="1s" duration="10s" audioRole="dialogue" unknown="kept">
            <note>a note</note>
            <adjust-transform position="1 2"/>
            <title ref="r6" name="words" lane="1" offset="3s" duration="2s"><text><text-style ref="ts1">old</text-style></text><text-style-def id="ts1"><text-style font="Helvetica"/></text-style-def></title>
            <marker start="4s" duration="1001/30000s" value="m" completed="0"/>
            <mystery><inside/></mystery>
        </asset-clip>
        <asset-clip ref="r3" name="b" offset="10s" start="3600s" duration="5s"/>
        """;

    [Fact]
    public void A_change_is_patched_where_it_stands_and_all_else_stays()
    {
        var text = FcpxmlText.Project(Spine);
        var project = FcpxmlText.Read(text);
        var changed = Change(project, "a", c => c with { Name = "new", Enabled = false, Opacity = 50, Motion = c.Motion with { Rotation = 10 } });
        changed = Change(changed, "words", c => c with { Text = "new words" });
        var (written, losses) = FcpxmlText.Write(changed);
        Assert.Empty(losses);
        var expected = text
            .Replace("name=\"a\" offset=\"0s\" start=\"1s\" duration=\"10s\" audioRole=\"dialogue\" unknown=\"kept\"", "name=\"new\" offset=\"0s\" start=\"1s\" duration=\"10s\" audioRole=\"dialogue\" unknown=\"kept\" enabled=\"0\"", StringComparison.Ordinal)
            .Replace("<adjust-transform position=\"1 2\"/>", "<adjust-transform position=\"1 2\" rotation=\"-10\"/><adjust-blend amount=\"0.5\"/>", StringComparison.Ordinal)
            .Replace(">old<", ">new words<", StringComparison.Ordinal);
        Assert.Equal(Plain(expected), Plain(written));
        Assert.Empty(TimelineComparison.Between(Sounds(changed), Sounds(FcpxmlText.Read(written))));
    }

    [Fact]
    public void A_timeline_on_which_something_moved_is_laid_out_anew_of_the_same_elements()
    {
        var project = FcpxmlText.Read(FcpxmlText.Project(Spine));
        // The second clip goes to 12 s, one second into its source and one second shorter.
        var changed = Change(project, "b", c => c with { Start = 12, SourceStart = 1, Duration = 4, SourceDuration = 4 });
        var (written, losses) = FcpxmlText.Write(changed);
        Assert.Empty(losses);
        var after = FcpxmlText.Read(written);
        Assert.Empty(TimelineComparison.Between(changed, after));
        Assert.Contains("unknown=\"kept\"", written, StringComparison.Ordinal);
        Assert.Contains("<mystery><inside /></mystery>", written, StringComparison.Ordinal);
        Assert.Contains("start=\"3601s\"", written, StringComparison.Ordinal);
        Assert.Equal(written, FcpxmlText.Write(after).Text);
    }

    [Fact]
    public void Slipping_a_clip_takes_its_keyframes_along()
    {
        var project = FcpxmlText.Read(FcpxmlText.Project("""
            <asset-clip ref="r2" name="a" offset="0s" start="1s" duration="10s" srcEnable="video">
                <adjust-blend amount="1"><param name="amount"><keyframeAnimation><keyframe time="1s" value="0"/><keyframe time="2s" value="1"/></keyframeAnimation></param></adjust-blend>
            </asset-clip>
            """));
        var changed = Change(project, "a", c => c with { SourceStart = 5 });
        var (written, _) = FcpxmlText.Write(changed);
        Assert.Contains("time=\"6s\"", written, StringComparison.Ordinal);
        Assert.Empty(TimelineComparison.Between(changed, FcpxmlText.Read(written)));
    }

    [Fact]
    public void Files_and_names_are_patched_in_their_resources()
    {
        var project = FcpxmlText.Read(FcpxmlText.Project(Spine));
        var moved = project with { Media = [.. project.Media.Select(m => m.Name == "b" ? m with { Path = "/else where/b.mov" } : m)] };
        var (written, _) = FcpxmlText.Write(moved);
        Assert.Equal(Plain(FcpxmlText.Project(Spine)).Replace("file:///media/b.mov", "file:///else%20where/b.mov", StringComparison.Ordinal), Plain(written));
    }

    [Fact]
    public void Clips_that_go_and_come_leave_the_rest_alone()
    {
        var project = FcpxmlText.Read(FcpxmlText.Project(Spine));
        var cut = project.Sequences[0];
        var fresh = new Clip { Name = "c", Start = 20, Duration = 3, Source = new ClipSource.Media("r4"), SourceStart = 2, SourceDuration = 3 };
        var changed = project with
        {
            Sequences =
            [
                cut with
                {
                    Tracks = [.. cut.Tracks.Select(t => t with { Items = [.. t.Items.Where(i => i.Name != "words")] }).Where(t => t.Items.Count > 0), new Track { Kind = TrackKind.Audio, Items = [fresh] }],
                },
            ],
        };
        var (written, losses) = FcpxmlText.Write(changed);
        Assert.Empty(losses);
        Assert.DoesNotContain("words", written, StringComparison.Ordinal);
        var after = FcpxmlText.Read(written).Sequences[0];
        var added = after.AudioTracks.Last().Clips.Single();
        Assert.Equal((new Rational(20), new Rational(2), "c"), (added.Start, added.SourceStart, added.Name));
        Assert.Contains("<mystery><inside /></mystery>", written, StringComparison.Ordinal);
    }

    [Fact]
    public void What_final_cut_has_not_is_listed_by_clip()
    {
        var project = SampleTimeline.Project();
        var cut = project.Sequences[0];
        var clip = (Clip)cut.Tracks[1].Items[0] with
        {
            Effects = [new Effect { Id = "Gaussian Blur", Name = "Blur" }],
            Opacity = new Animated<double>(100, new Keyframe<double>(0, 0, Interpolation.Hold), new Keyframe<double>(1, 100)),
            Markers = [new Marker { Name = "red", Start = 0, Color = "RED" }],
        };
        var changed = project with { Sequences = [cut with { Tracks = [cut.Tracks[0], cut.Tracks[1] with { Items = [clip], Name = "faces" }, .. cut.Tracks.Skip(2)] }] };
        var losses = FcpxmlText.Write(changed).Losses.Select(l => l.ToString()).ToArray();
        Assert.Contains("face: the effect 'Blur', which Final Cut has not", losses);
        Assert.Contains("face: keyframes that hold their value: a second keyframe a frame before the next holds it", losses);
        Assert.Contains("face: the colour RED of the marker 'red'", losses);
        Assert.Contains("faces: the name of a track: there are only lanes", losses);
        Assert.Equal(4, losses.Length);
    }

    /// <summary>Without the names and switches of sounds, which an element shares with its picture.</summary>
    private static TimelineProject Sounds(TimelineProject project) => project with
    {
        Sequences = [.. project.Sequences.Select(s => s with { Tracks = [.. s.VideoTracks] })],
    };

    private static TimelineProject Change(TimelineProject project, string name, Func<Clip, Clip> change) => project with
    {
        Sequences =
        [
            .. project.Sequences.Select(s => s with { Tracks = [.. s.Tracks.Select(t => t with { Items = [.. t.Items.Select(i => i is Clip c && c.Name == name ? change(c) : i)] })] }),
        ],
    };

    private static string Plain(string text) => XDocument.Parse(text).Root!.ToString(SaveOptions.DisableFormatting);
}
