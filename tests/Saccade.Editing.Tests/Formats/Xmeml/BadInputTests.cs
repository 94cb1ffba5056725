namespace Saccade.Editing.Tests.Formats.Xmeml;

public class BadInputTests
{
    [Theory]
    [InlineData("<start>10</start><end>5</end>", "ends at frame 5")]
    [InlineData("<start>10</start><end>10</end>", "ends at frame 10")]
    [InlineData("<start>-7</start><end>5</end>", "starts at -7")]
    [InlineData("<start>x</start><end>5</end>", "no number of frames")]
    [InlineData("<start>0</start><end>99999999999999</end>", "no number of frames")]
    [InlineData("<start>0</start>", "has no end")]
    [InlineData("<start>0</start><end>5</end><rate><timebase>0</timebase></rate>", "timebase '0'")]
    [InlineData("<start>0</start><end>5</end><rate><timebase>-25</timebase></rate>", "timebase '-25'")]
    [InlineData("<start>0</start><end>5</end><rate/>", "no <timebase>")]
    [InlineData("<start>0</start><end>5</end></clipitem><clipitem><name>bad clip</name><start>4</start><end>9</end>", "before 'bad clip' on the same track ends")]
    public void Times_that_cannot_be_are_an_error_with_clip_and_line(string timing, string cause)
    {
        var failure = Assert.Throws<TimelineException>(() => Xmeml.Read(Xmeml.Sequence($"\n<clipitem><name>bad clip</name>{timing}\n</clipitem>")));
        Assert.Equal("bad clip", failure.Clip);
        Assert.InRange(failure.Line, 6, 7);
        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("<timebase>0</timebase>")]
    [InlineData("<ntsc>TRUE</ntsc>")]
    [InlineData("<timebase>1e9</timebase>")]
    public void A_sequence_without_a_rate_is_refused(string rate) =>
        Assert.Equal(4, Assert.Throws<TimelineException>(() => Xmeml.Read(Xmeml.Sequence("", rate: rate))).Line);

    [Fact]
    public void Definitions_without_ids_and_references_to_nothing_do_no_harm()
    {
        var project = Xmeml.Read(Xmeml.Sequence("<clipitem><name>a</name><start>0</start><end>5</end><file><name>x</name></file></clipitem><clipitem><name>b</name><start>5</start><end>9</end><file id=\"nowhere\"/></clipitem>"));
        Assert.Equal("x", Assert.Single(project.Media).Name);
        Assert.Equal(2, project.Sequences[0].Clips.Count());
    }
}
