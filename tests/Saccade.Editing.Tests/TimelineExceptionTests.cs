namespace Saccade.Editing.Tests;

public class TimelineExceptionTests
{
    [Fact]
    public void A_failure_names_file_line_and_clip_in_one_line()
    {
        var failure = new TimelineException("ends before it\nstarts", clip: "a.mp4", line: 7).In("cut.xml");
        Assert.Equal("cut.xml, line 7: clip 'a.mp4': ends before it starts", failure.Message);
        Assert.Equal("x.xml: is empty", new TimelineException("is empty", "x.xml").In("other.xml").Message);
    }
}
