using System.Text;
using System.Xml.Linq;
using Saccade.Editing.Comparing;
using Saccade.Editing.Formats;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Formats.Xmeml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Xmeml;

/// <summary>Exports of real editors (see the README beside them).</summary>
public class RealExportTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "premiere");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.xml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_and_written_nothing_is_lost(string file)
    {
        var project = TimelineFormats.Read(Path.Combine(Folder, file));
        using var written = new MemoryStream();
        Assert.Empty(new XmemlFormat().Write(project, written));
        var original = XDocument.Load(Path.Combine(Folder, file), LoadOptions.PreserveWhitespace);
        Assert.True(XNode.DeepEquals(original.Root, XDocument.Parse(Encoding.UTF8.GetString(written.ToArray()), LoadOptions.PreserveWhitespace).Root));
        var again = Xmeml.Read(written.ToArray());
        Assert.Empty(TimelineComparison.Between(project, again));
        Assert.Equal(written.ToArray(), Xmeml.Write(again).Bytes);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Patched_with_no_change_nothing_is_changed(string file)
    {
        var project = TimelineFormats.Read(Path.Combine(Folder, file));
        // Copies of all sequences, tracks and clips: the writer has to find out that they say what was read.
        var copy = project with
        {
            Sequences = [.. project.Sequences.Select(Xmeml.Copy)],
            Nested = [.. project.Nested.Select(Xmeml.Copy)],
            Media = [.. project.Media.Select(m => m with { })],
        };
        var (bytes, losses) = Xmeml.Write(copy);
        Assert.Empty(losses);
        Assert.Equal(Encoding.UTF8.GetString(Xmeml.Write(project).Bytes), Encoding.UTF8.GetString(bytes));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Built_anew_the_model_is_the_same(string file)
    {
        var project = TimelineFormats.Read(Path.Combine(Folder, file));
        // The fragment has no sequence that could be built.
        if (project.Sequences.Count == 0)
            return;
        var (bytes, _) = Xmeml.Write(project with { Format = "", Origin = null, Sequences = [.. project.Sequences.Select(Xmeml.Unread)], Nested = [.. project.Nested.Select(Xmeml.Unread)], Media = [.. project.Media.Select(m => m with { Origin = null })] });
        var differences = string.Join('\n', TimelineComparison.Between(project, Xmeml.Read(bytes)));
        Assert.True(differences.Length == 0, differences);
    }

    [Fact]
    public void A_transition_covers_what_is_written_as_minus_one()
    {
        var project = TimelineFormats.Read(Path.Combine(Folder, "premiere_example.xml"));
        var sequence = Assert.Single(project.Sequences);
        var tracks = sequence.VideoTracks.ToArray();
        // start 322, end -1, in 0, out 235; the transition from 538 to 557 ends in black.
        var last = tracks[1].Clips.Single(c => c.Name == "sc01_sh030_anim.mov");
        Assert.Equal((Frames(322), Frames(557)), (last.Start, last.End));
        // start 956, end -1, in 34; the transition from 1152 to 1177 has its cut 12 frames in, by its ticks.
        var items = tracks[3].Items;
        var (before, transition, after) = ((Clip)items[0], (Transition)items[1], (Clip)items[2]);
        Assert.Equal((Frames(956), Frames(1164), Frames(34)), (before.Start, before.End, before.SourceStart));
        Assert.Equal((Frames(1152), Frames(1177), Frames(1164)), (transition.Start, transition.End, transition.Cut));
        // start -1, end 1246, in 6: 12 frames of it lie under the transition.
        Assert.Equal((Frames(1164), Frames(1246), Frames(18)), (after.Start, after.End, after.SourceStart));
        Assert.Equal("Cross Dissolve", transition.Effect!.Id);
        // The sound of both has no transition and overlaps by its frames (956 to 1177, 1164 to 1258); its ticks say the same as the picture.
        var sound = sequence.AudioTracks.ElementAt(6).Clips.ToArray();
        Assert.Equal((Frames(956), Frames(1164), Frames(34)), (sound[0].Start, sound[0].End, sound[0].SourceStart));
        Assert.Equal((Frames(1164), Frames(1246), Frames(18)), (sound[1].Start, sound[1].End, sound[1].SourceStart));

        static Rational Frames(long frames) => new(frames, 30);
    }

    [Fact]
    public void Nested_sequences_shared_files_links_and_mixed_rates_are_understood()
    {
        var project = TimelineFormats.Read(Path.Combine(Folder, "premiere_example.xml"));
        Assert.Equal(("xmeml", "4", 1, 7), (project.Format, project.Version, project.Nested.Count, project.Media.Count));
        var clips = project.Sequences[0].Clips.ToArray();
        var nested = clips.First(c => c.Source is ClipSource.Nested);
        Assert.Equal(new Rational(32, 3), project.FindSequence(((ClipSource.Nested)nested.Source).Id)!.Duration);
        // Frames of 15 a second on a timeline of 30: in 0, out 50 is as long as start 536, end 636.
        var slow = clips[0];
        Assert.Equal((new Rational(536, 30), new Rational(10, 3), new Rational(10, 3)), (slow.Start, slow.Duration, slow.SourceDuration));
        Assert.Equal(3, clips.Count(c => c.LinkGroup == slow.LinkGroup));
        Assert.Equal("D:/media/sc01_sh010_anim.mov", project.FindMedia("file-1")!.Path);
        Assert.Equal(6, clips.Count(c => c.Source is ClipSource.Media { Id: "file-1" } && c.SourceTrack is not null));
        Assert.Equal(new Rational(73, 30), clips.Single(c => c.Name == "sc01_sh030_anim.mov" && c.SourceTrack is null).Markers[0].Start);
    }

    [Fact]
    public void Disabled_clips_and_tracks_stay_disabled()
    {
        var sequence = TimelineFormats.Read(Path.Combine(Folder, "premiere_enable_property.xml")).Sequences[0];
        Assert.Contains(sequence.Clips, c => !c.Enabled);
        Assert.Contains(sequence.Clips, c => c.Enabled);
        Assert.Contains(sequence.Tracks, t => !t.Enabled);
        Assert.Equal(new FrameRate(25, 1), sequence.Rate);
    }

    [Fact]
    public void Generators_and_titles_say_what_they_show()
    {
        var project = TimelineFormats.Read(Path.Combine(Folder, "premiere_generators.xml"));
        var clips = project.Sequences[0].Clips.ToArray();
        Assert.Equal(new FrameRate(24000, 1001), project.Sequences[0].Rate);
        var matte = Assert.IsType<ClipSource.Generated>(clips.Single(c => c.Name == "Blue Matte").Source);
        Assert.Equal("Color", matte.Generator.Id);
        Assert.StartsWith("A center align Title Card", clips.Single(c => c.Name == "Graphic").Text, StringComparison.Ordinal);
        Assert.Equal(["Slug", "GraphicAndType"], project.Media.Select(m => m.Synthetic).Distinct());
        Assert.True(project.FindMedia("file-2")!.DropFrame);
    }

    [Fact]
    public void A_real_reversed_speed_is_read_from_its_filter()
    {
        var filter = XElement.Load(Path.Combine(Folder, "premiere_example_filter.xml"));
        var project = Xmeml.Read(Xmeml.Sequence($"<clipitem id=\"a\"><name>back.mov</name><duration>37127</duration><start>10</start><end>16</end><in>15299</in><out>15305</out>{filter}</clipitem>"));
        var clip = project.Sequences[0].Clips.Single();
        Assert.Equal(-1, clip.Speed!.Ratio);
        // graphdict: frame 15299 of the clip is frame 21828 of the media, and frame 15305 is 21822.
        Assert.Equal((new Rational(21822, 25), new Rational(6, 25)), (clip.SourceStart, clip.SourceDuration));
        Assert.Equal(new Rational(21828, 25), clip.SourceTimeAt(Rational.Zero));
        Assert.Equal(new Rational(21825, 25), clip.SourceTimeAt(new Rational(3, 25)));
    }

    [Fact]
    public void A_fragment_is_a_project_without_sequences()
    {
        var project = TimelineFormats.Read(Path.Combine(Folder, "premiere_example_filter.xml"));
        Assert.Empty(project.Sequences);
        Assert.Equal(2, XmlSource.LineOf(((XDocument)project.Origin!.Element).Root));
    }
}
