using System.Text;
using System.Xml.Linq;
using Saccade.Editing.Comparing;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Xmeml;

/// <summary>Clips that come, go and move in a document that was read.</summary>
public class StructureTests
{
    private const string Two = """
        <clipitem id="a"><name>a</name><start>0</start><end>50</end><in>0</in><out>50</out><file id="f"><name>x.mov</name><unknown>1</unknown></file><odd/></clipitem>
        <clipitem id="b"><name>b</name><start>50</start><end>90</end><in>0</in><out>40</out><file id="f"/></clipitem>
        """;

    [Fact]
    public void A_file_is_defined_where_it_is_used_first_although_its_definition_went()
    {
        var project = Xmeml.Read(Xmeml.Sequence(Two));
        var track = project.Sequences[0].Tracks[0];
        var changed = WithItems(project, track.Items[1]);
        var file = Assert.Single(Document(changed).Descendants("file"));
        Assert.Equal(("x.mov", "1"), (file.Element("name")!.Value, file.Element("unknown")!.Value));
        Assert.Empty(TimelineComparison.Between(changed, Xmeml.Again(changed)));
    }

    [Fact]
    public void A_nested_sequence_goes_on_with_the_clip_that_shows_it_still()
    {
        const string Nested = "<sequence id=\"n\"><name>inner</name><rate><timebase>25</timebase></rate><media><video><track/></video></media></sequence>";
        var project = Xmeml.Read(Xmeml.Sequence($"<clipitem id=\"a\"><name>a</name><start>0</start><end>50</end>{Nested}</clipitem><clipitem id=\"b\"><name>b</name><start>50</start><end>90</end><sequence id=\"n\"/></clipitem>"));
        var changed = WithItems(project, project.Sequences[0].Tracks[0].Items[1]);
        Assert.Equal("inner", Xmeml.Again(changed).Nested.Single().Name);
        Assert.Empty(TimelineComparison.Between(changed, Xmeml.Again(changed)));
    }

    [Fact]
    public void A_clip_used_twice_has_two_ids_and_its_file_one_definition()
    {
        var project = Xmeml.Read(Xmeml.Sequence(Two));
        var items = project.Sequences[0].Tracks[0].Items;
        var changed = WithItems(project, [.. items, (Clip)items[0] with { Start = new Rational(10) }]);
        var document = Document(changed);
        Assert.Equal(3, document.Descendants("clipitem").Select(c => c.Attribute("id")!.Value).Distinct().Count());
        Assert.Equal(2, document.Descendants("odd").Count());
        Assert.Single(document.Descendants("file"), f => f.HasElements);
        Assert.Equal(new Rational(10), Xmeml.Again(changed).Sequences[0].Clips.Last().Start);
    }

    [Fact]
    public void New_clips_are_linked_with_each_other_by_id_and_place()
    {
        var project = Xmeml.Read(Xmeml.Sequence(Two));
        var picture = new Clip { Name = "new", Start = new Rational(4), Duration = new Rational(2), SourceDuration = new Rational(2), Source = new ClipSource.Media("f"), LinkGroup = "g" };
        var sequence = project.Sequences[0];
        var changed = project with
        {
            Sequences =
            [
                sequence with
                {
                    Duration = new Rational(6),
                    Tracks =
                    [
                        sequence.Tracks[0] with { Items = [.. sequence.Tracks[0].Items, picture] },
                        new Track { Kind = TrackKind.Audio, Items = [picture with { SourceTrack = 1 }] },
                    ],
                },
            ],
        };
        var links = Document(changed).Descendants("link").ToArray();
        Assert.Equal(4, links.Length);
        Assert.Equal(["video 1 3", "audio 1 1"], links.Take(2).Select(l => $"{l.Element("mediatype")!.Value} {l.Element("trackindex")!.Value} {l.Element("clipindex")!.Value}"));
        Assert.Empty(TimelineComparison.Between(changed, Xmeml.Again(changed)));
        // Without its picture the sound is linked with nothing.
        var alone = Xmeml.Again(changed);
        var tracks = alone.Sequences[0].Tracks;
        Assert.DoesNotContain("new\"", Encoding.UTF8.GetString(Xmeml.Write(alone with { Sequences = [alone.Sequences[0] with { Tracks = [tracks[0] with { Items = [.. tracks[0].Items.Take(2)] }, tracks[1]] }] }).Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Effects_and_markers_change_and_what_is_unknown_in_them_stays()
    {
        const string Item = """
            <clipitem id="a"><name>a</name><start>0</start><end>50</end><in>10</in><out>60</out>
            <filter><effect><name>Blur</name><effectid>blur</effectid><parameter><parameterid>radius</parameterid><value>3</value><odd>1</odd></parameter><parameter><parameterid>color</parameterid><value><red>1</red></value></parameter></effect><odd>2</odd></filter>
            <marker><name>here</name><in>35</in><out>-1</out><odd>3</odd></marker></clipitem>
            """;
        var project = Xmeml.Read(Xmeml.Sequence(Item));
        var changed = project.WithClip(c => c with
        {
            Effects = [c.Effects[0] with { Enabled = false, Parameters = [c.Effects[0].Parameters[0] with { Value = new ParameterValue.Number(5) }, c.Effects[0].Parameters[1]] }, new Effect { Id = "new", Name = "new" }],
            Markers = [c.Markers[0] with { Start = new Rational(2), Comment = "there" }, new Marker { Name = "end", Start = new Rational(0), Duration = new Rational(1) }],
        });
        Assert.Empty(TimelineComparison.Between(changed, Xmeml.Read(Xmeml.Write(changed).Bytes)).Where(d => !d.Property.Equals("effects", StringComparison.Ordinal)).Select(d => d.ToString()));
        var clip = Xmeml.Again(changed).Sequences[0].Clips.Single();
        Assert.Equal([("blur", false), ("new", true)], clip.Effects.Select(e => (e.Id, e.Enabled)));
        Assert.Equal(new Animated<double>(5), ((ParameterValue.Number)clip.Effects[0].Parameters[0].Value).Curve);
        Assert.Equal("<red>1</red>", ((ParameterValue.Text)clip.Effects[0].Parameters[1].Value).Value);
        Assert.Equal(3, Document(changed).Descendants("odd").Count());
    }

    [Fact]
    public void A_multicam_clip_knows_its_angles_and_which_is_seen()
    {
        const string Angle = "<clip id=\"{0}\"><name>{0}</name><duration>500</duration><rate><timebase>25</timebase></rate><file id=\"{0}\"><name>{0}.mov</name></file></clip>";
        var multiclip = "<multiclip id=\"m\"><name>stage</name>"
            + $"<angle>{Angle.Replace("{0}", "left", StringComparison.Ordinal)}</angle><angle><activevideoangle>TRUE</activevideoangle>{Angle.Replace("{0}", "right", StringComparison.Ordinal)}</angle></multiclip>";
        var project = Xmeml.Read(Xmeml.Sequence($"<clipitem id=\"c\"><name>c</name><start>0</start><end>50</end><in>0</in><out>50</out>{multiclip}</clipitem>"));
        Assert.Equal(new ClipSource.Angle("m", "2", null), project.Sequences[0].Clips.Single().Source);
        Assert.Equal(["left", "right"], project.FindMulticam("m")!.Angles.Select(a => a.Name));
        var changed = project.WithClip(c => c with { Source = new ClipSource.Angle("m", "1", "2") });
        Assert.Equal(new ClipSource.Angle("m", "1", "2"), Xmeml.Again(changed).Sequences[0].Clips.Single().Source);
        Assert.Equal(["left.mov", "right.mov"], Xmeml.Again(changed).Media.Select(m => m.Name));
    }

    private static XDocument Document(TimelineProject project) => XDocument.Parse(Encoding.UTF8.GetString(Xmeml.Write(project).Bytes));

    private static TimelineProject WithItems(TimelineProject project, params TrackItem[] items) =>
        project with { Sequences = [project.Sequences[0] with { Tracks = [project.Sequences[0].Tracks[0] with { Items = items }] }] };
}
