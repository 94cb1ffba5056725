using Saccade.Editing.Checking;
using Saccade.Editing.Formats;
using Saccade.Editing.Tests.Formats.Xmeml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests;

public class TimelineCheckTests
{
    private const string File = "<file id=\"f\"><name>x</name><pathurl>file://localhost/m/x.mov</pathurl><rate><timebase>25</timebase></rate><duration>100</duration><media><audio/></media></file>";

    [Theory]
    [InlineData("", "no_usable_clip")]
    [InlineData("<clipitem><name>a</name><enabled>FALSE</enabled><start>0</start><end>9</end>" + File + "</clipitem>", "no_usable_clip")]
    [InlineData("<clipitem><name>a</name><start>0</start><end>9</end><file id=\"nowhere\"/></clipitem>", "undefined_source")]
    [InlineData("<clipitem><name>a</name><start>0</start><end>9</end><sequence id=\"s\"/></clipitem>", "self_nesting")]
    [InlineData("<clipitem><name>a</name><start>0</start><end>9</end><in>95</in><out>104</out>" + File + "</clipitem>", "beyond_media")]
    [InlineData("<clipitem><name>a</name><start>0</start><end>9</end><in>-5</in><out>4</out>" + File + "</clipitem>", "before_media")]
    [InlineData("<clipitem><name>a</name><start>0</start><end>9</end>" + File + "</clipitem><transitionitem><start>20</start><end>30</end></transitionitem>", "transition_alone")]
    public void What_is_wrong_is_named(string items, string check)
    {
        var finding = Assert.Single(TimelineCheck.Run(Xmeml.Read(Xmeml.Sequence(items)), _ => true));
        Assert.Equal(check, finding.Check);
        Assert.True(items.Length == 0 || check == "no_usable_clip" || finding.Line > 0);
    }

    [Fact]
    public void Media_is_missing_where_it_is_not_and_found_where_it_was_relinked()
    {
        var project = Xmeml.Read(Xmeml.Sequence($"<clipitem><name>a</name><start>0</start><end>9</end>{File}</clipitem>"));
        Assert.Equal("missing_media", Assert.Single(TimelineCheck.Run(project, _ => false)).Check);
        var (relinked, changed) = MediaRelink.Apply(project, "/m/", "D:\\new");
        Assert.Equal(1, changed);
        Assert.Empty(TimelineCheck.Run(relinked, path => path == "D:/new/x.mov"));
        Assert.Equal("D:/new/x.mov", Xmeml.Again(relinked).Media[0].Path);
        Assert.Equal(0, MediaRelink.Apply(project, "/m/x", "/n").Changed);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<html/>", "no timeline of a known format")]
    [InlineData("<!DOCTYPE xmeml [<!ENTITY a \"aaaa\">]><xmeml version=\"4\"/>", "defines a document type of its own")]
    [InlineData("<!DOCTYPE html [<!ENTITY a \"aaaa\">]><html/>", "no timeline of a known format")]
    [InlineData("<!DOCTYPE [", "no timeline of a known format")]
    [InlineData("PK\u0003\u0004", "no timeline of a known format")]
    [InlineData("<?xml version=\"1.0\"?><xmeml version=\"4\"><sequence>", "no well-formed XML")]
    public void A_file_is_known_by_its_content_and_a_failure_names_it(string content, string cause)
    {
        var path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllText(path, content);
            var failure = Assert.Throws<TimelineException>(() => TimelineFormats.Read(path));
            Assert.StartsWith(path, failure.Message, StringComparison.Ordinal);
            Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
        Assert.Contains("no such file", Assert.Throws<TimelineException>(() => TimelineFormats.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("extension '.zip'", Assert.Throws<TimelineException>(() => TimelineFormats.Write(new TimelineProject(), "x.zip")).Message, StringComparison.Ordinal);
    }
}
