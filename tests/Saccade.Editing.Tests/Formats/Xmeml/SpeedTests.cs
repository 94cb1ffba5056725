using Saccade.Editing.Comparing;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Xmeml;

public class SpeedTests
{
    [Theory]
    [InlineData(200, 100, 120, 8, "0 to 8/5")]
    [InlineData(50, 100, 120, 2, "0 to 2/5")]
    [InlineData(200, 100, 140, 4, "")]
    public void In_and_out_count_stretched_frames_unless_their_length_says_otherwise(int percent, int first, int last, int start, string remark)
    {
        var clip = Xmeml.ReadClip($"<clipitem><name>a{remark}</name><start>0</start><end>20</end><in>{first}</in><out>{last}</out>{Filter($"<parameter><parameterid>speed</parameterid><value>{percent}</value></parameter>")}</clipitem>");
        Assert.Equal((new Rational(percent, 100), new Rational(start), new Rational(20 * percent, 2500)), (clip.Speed!.Ratio, clip.SourceStart, clip.SourceDuration));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("1/2")]
    [InlineData("-1")]
    [InlineData("-2")]
    [InlineData("0")]
    [InlineData("5/4")]
    public void A_constant_speed_is_written_and_read_back(string ratio)
    {
        Assert.True(Rational.TryParse(ratio, out var speed));
        var project = Xmeml.Read(Xmeml.Sequence("<clipitem id=\"a\"><name>a</name><start>0</start><end>100</end><in>200</in><out>300</out></clipitem>"))
            .WithClip(c => c with { Speed = new SpeedChange { Ratio = speed }, SourceDuration = c.Duration * Rational.Abs(speed) });
        var (bytes, losses) = Xmeml.Write(project);
        Assert.Empty(losses);
        Assert.Empty(TimelineComparison.Between(project, Xmeml.Read(bytes)).Select(d => d.ToString()));
    }

    [Fact]
    public void A_remapped_speed_is_written_and_read_back_and_followed()
    {
        SpeedPoint[] points = [new(Rational.Zero, new Rational(10)), new(new Rational(2), new Rational(12)), new(new Rational(4), new Rational(20))];
        var project = Xmeml.Read(Xmeml.Sequence("<clipitem id=\"a\"><name>a</name><start>0</start><end>100</end><in>250</in><out>350</out></clipitem>"))
            .WithClip(c => c with { Speed = new SpeedChange { Points = points, FrameBlending = true }, SourceStart = new Rational(10), SourceDuration = new Rational(10) });
        var clip = Xmeml.Again(project).Sequences[0].Clips.Single();
        Assert.Equal(points, clip.Speed!.Points);
        Assert.True(clip.Speed.FrameBlending);
        Assert.Equal(new Rational(16), clip.SourceTimeAt(new Rational(3)));
        Assert.Empty(TimelineComparison.Between(project, Xmeml.Again(project)).Select(d => d.ToString()));
    }

    [Fact]
    public void A_speed_that_goes_takes_its_filter_with_it()
    {
        var project = Xmeml.Read(Xmeml.Sequence($"<clipitem id=\"a\"><name>a</name><start>0</start><end>20</end><in>0</in><out>20</out>{Filter("<parameter><parameterid>speed</parameterid><value>200</value></parameter>")}</clipitem>"));
        var changed = project.WithClip(c => c with { Speed = null, SourceDuration = c.Duration });
        Assert.DoesNotContain("timeremap", System.Text.Encoding.UTF8.GetString(Xmeml.Write(changed).Bytes), StringComparison.Ordinal);
    }

    private static string Filter(string parameters) => $"<filter><effect><name>Time Remap</name><effectid>timeremap</effectid>{parameters}</effect></filter>";
}
