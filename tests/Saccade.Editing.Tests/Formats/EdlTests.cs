using System.Text;
using Saccade.Editing.Formats.Edl;
using Saccade.Editing.Tests.Formats.Xmeml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats;

public class EdlTests
{
    [Fact]
    public void Cuts_dissolves_and_speeds_are_events_with_timecodes_of_source_and_programme()
    {
        const string File = "<file id=\"f\"><name>a.mov</name><rate><timebase>25</timebase></rate><duration>10000</duration><timecode><rate><timebase>25</timebase></rate><frame>90000</frame></timecode></file>";
        var project = Xmeml.Xmeml.Read(Xmeml.Xmeml.Sequence(
            $"<clipitem id=\"a\"><name>a.mov</name><start>0</start><end>-1</end><in>50</in><out>160</out>{File}</clipitem>"
            + "<transitionitem><start>90</start><end>110</end><alignment>center</alignment></transitionitem>"
            + "<clipitem id=\"b\"><name>b.mov</name><start>-1</start><end>200</end><in>40</in><out>150</out></clipitem>",
            "<audio><track><clipitem id=\"s\"><name>a.mov</name><start>0</start><end>100</end><in>50</in><out>150</out><file id=\"f\"/></clipitem></track></audio>"));
        var (text, losses) = Write(project);
        Assert.Equal(
            """
            TITLE: cut
            FCM: NON-DROP FRAME

            001  AX       V     C        01:00:02:00 01:00:05:15 00:00:00:00 00:00:03:15
            * FROM CLIP NAME: a.mov
            002  AX       V     C        01:00:05:15 01:00:05:15 00:00:03:15 00:00:03:15
            002  AX       V     D    020 00:00:01:15 00:00:06:00 00:00:03:15 00:00:08:00
            * FROM CLIP NAME: a.mov
            * TO CLIP NAME: b.mov
            003  AX       A     C        01:00:02:00 01:00:06:00 00:00:00:00 00:00:04:00
            * FROM CLIP NAME: a.mov

            """.ReplaceLineEndings("\r\n"),
            text);
        Assert.Equal(["b.mov"], losses.Select(l => l.Where));
        var fast = Write(project.WithClip(c => c with { Speed = new SpeedChange { Ratio = new Rational(-1, 2) }, SourceDuration = c.Duration / 2 })).Text;
        Assert.Contains("M2   AX        -012.5", fast, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_list_cannot_hold_is_named()
    {
        var project = Xmeml.Xmeml.Read(Xmeml.Xmeml.Sequence(
            "<clipitem><name>moved</name><start>0</start><end>9</end><file id=\"f\"><name>x</name></file><filter><effect><effectid>basic</effectid><parameter><parameterid>scale</parameterid><value>150</value></parameter></effect></filter></clipitem>"
            + "<clipitem><name>off</name><enabled>FALSE</enabled><start>9</start><end>19</end></clipitem></track><track><clipitem><name>top</name><start>0</start><end>9</end></clipitem>"));
        var losses = Write(project).Losses.Select(l => l.ToString());
        Assert.Equal(["cut: a picture track with 1 clips is left out: a list has one picture and 2 sound tracks", "moved: motion, crop and opacity are left out", "off: it is disabled and left out"], losses);
    }

    [Fact]
    public void Drop_frame_sequences_have_drop_frame_timecode()
    {
        var project = Xmeml.Xmeml.Read(Xmeml.Xmeml.Sequence("<clipitem><name>a</name><start>1800</start><end>1900</end><in>0</in><out>100</out></clipitem>", rate: "<timebase>30</timebase><ntsc>TRUE</ntsc>"));
        var text = Write(project with { Sequences = [project.Sequences[0] with { DropFrame = true }] }).Text;
        Assert.Contains("FCM: DROP FRAME", text, StringComparison.Ordinal);
        Assert.Contains("00:01:00;02 00:01:03;12", text, StringComparison.Ordinal);
    }

    private static (string Text, IReadOnlyList<Editing.Formats.Loss> Losses) Write(TimelineProject project)
    {
        using var output = new MemoryStream();
        var losses = new EdlFormat().Write(project, output);
        return (Encoding.UTF8.GetString(output.ToArray()), losses);
    }
}
