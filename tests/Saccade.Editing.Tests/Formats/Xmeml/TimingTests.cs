using Saccade.Editing.Comparing;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Xmeml;

public class TimingTests
{
    [Theory]
    [InlineData("center", 100)]
    [InlineData("start", 90)]
    [InlineData("end", 110)]
    [InlineData("end-black", 110)]
    public void Starts_and_ends_under_a_transition_are_cut_where_its_alignment_says(string alignment, int cut)
    {
        var items = Xmeml.Read(Xmeml.Sequence(Pair(alignment))).Sequences[0].Tracks[0].Items;
        var (a, b) = ((Clip)items[0], (Clip)items[2]);
        Assert.Equal((new Rational(cut, 25), new Rational(cut, 25)), (a.End, b.Start));
        Assert.Equal((new Rational(5, 25), new Rational(cut - 90 + 40, 25), new Rational(200, 25)), (a.SourceStart, b.SourceStart, b.End));
    }

    [Fact]
    public void A_trim_beside_a_transition_keeps_what_lies_under_it()
    {
        var project = Xmeml.Read(Xmeml.Sequence(Pair("center")));
        // One second less at the front: the end under the transition stays.
        var changed = project.WithClip(c => c with { Start = new Rational(1), Duration = new Rational(3), SourceStart = c.SourceStart + 1, SourceDuration = new Rational(3) });
        var text = System.Text.Encoding.UTF8.GetString(Xmeml.Write(changed).Bytes);
        Assert.Contains("<start>25</start><end>-1</end><in>30</in><out>115</out>", text, StringComparison.Ordinal);
        Assert.Empty(TimelineComparison.Between(changed, Xmeml.Read(text)));
    }

    [Fact]
    public void A_new_transition_is_written_with_its_neighbours_under_it()
    {
        var project = Xmeml.Read(Xmeml.Sequence("<clipitem id=\"a\"><name>a</name><start>0</start><end>100</end><in>0</in><out>100</out></clipitem><clipitem id=\"b\"><name>b</name><start>100</start><end>200</end><in>50</in><out>150</out></clipitem>"));
        var track = project.Sequences[0].Tracks[0];
        var dissolve = new Transition { Name = "Cross Dissolve", Start = new Rational(90, 25), Duration = new Rational(20, 25), Cut = new Rational(100, 25), Effect = new Effect { Id = "Cross Dissolve", Name = "Cross Dissolve", Kind = "transition", Category = "Dissolve" } };
        var changed = project with { Sequences = [project.Sequences[0] with { Tracks = [track with { Items = [track.Items[0], dissolve, track.Items[1]] }] }] };
        var text = System.Text.Encoding.UTF8.GetString(Xmeml.Write(changed).Bytes);
        Assert.Contains("<start>0</start><end>-1</end><in>0</in><out>110</out>", text, StringComparison.Ordinal);
        Assert.Contains("<start>-1</start><end>200</end><in>40</in><out>150</out>", text, StringComparison.Ordinal);
        Assert.Empty(TimelineComparison.Between(changed, Xmeml.Read(text)));
    }

    [Theory]
    [InlineData("<rate><timebase>50</timebase><ntsc>FALSE</ntsc></rate><in>100</in><out>200</out>", 2)]
    [InlineData("<rate><timebase>50</timebase><ntsc>FALSE</ntsc></rate><in>100</in><out>150</out>", 4)]
    [InlineData("<rate><timebase>50</timebase><ntsc>FALSE</ntsc></rate><in>100</in><out>150</out><pproTicksIn>508032000000</pproTicksIn><pproTicksOut>762048000000</pproTicksOut>", 2)]
    public void In_and_out_of_another_rate_count_on_the_grid_that_agrees(string timing, int seconds) =>
        Assert.Equal(seconds, Xmeml.ReadClip($"<clipitem><name>a</name><start>0</start><end>50</end>{timing}</clipitem>").SourceStart);

    [Fact]
    public void The_length_is_end_minus_start_even_where_out_is_a_frame_short()
    {
        var clip = Xmeml.ReadClip("<clipitem><name>a</name><start>10</start><end>60</end><in>0</in><out>49</out></clipitem>");
        Assert.Equal((new Rational(2), new Rational(2)), (clip.Duration, clip.SourceDuration));
    }

    [Theory]
    [InlineData("<timebase>59</timebase><ntsc>TRUE</ntsc>", "60000/1001")]
    [InlineData("<timebase>29.97</timebase>", "30000/1001")]
    [InlineData("<timebase>24</timebase><ntsc>TRUE</ntsc>", "24000/1001")]
    public void Rates_are_exact_however_sloppily_they_are_written(string written, string rate) =>
        Assert.Equal(rate, Xmeml.Read(Xmeml.Sequence("", rate: written)).Sequences[0].Rate.ToString());

    [Fact]
    public void J_and_L_cuts_are_kept()
    {
        var text = Xmeml.Sequence(
            "<clipitem id=\"v\"><name>a</name><start>50</start><end>100</end><in>50</in><out>100</out><link><linkclipref>v</linkclipref></link><link><linkclipref>s</linkclipref></link></clipitem>",
            "<audio><track><clipitem id=\"s\"><name>a</name><start>25</start><end>120</end><in>25</in><out>120</out><link><linkclipref>v</linkclipref></link></clipitem></track></audio>");
        var project = Xmeml.Read(text);
        var (picture, sound) = (project.Sequences[0].VideoTracks.Single().Clips.Single(), project.Sequences[0].AudioTracks.Single().Clips.Single());
        Assert.Equal((picture.LinkGroup, new Rational(-1), new Rational(20, 25)), (sound.LinkGroup, sound.Start - picture.Start, sound.End - picture.End));
        Assert.NotNull(picture.LinkGroup);
        var built = project with { Format = "", Origin = null, Sequences = [.. project.Sequences.Select(Xmeml.Unread)] };
        Assert.Empty(TimelineComparison.Between(project, Xmeml.Again(built)));
    }

    private static string Pair(string alignment) =>
        "<clipitem id=\"a\"><name>a</name><start>0</start><end>-1</end><in>5</in><out>115</out></clipitem>" + $"<transitionitem><start>90</start><end>110</end><alignment>{alignment}</alignment><effect><name>x</name><effectid>Cross Dissolve</effectid></effect></transitionitem>"
        + "<clipitem id=\"b\"><name>b</name><start>-1</start><end>200</end><in>40</in><out>150</out></clipitem>";
}
