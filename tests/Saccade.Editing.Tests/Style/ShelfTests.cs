using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Editing.Formats;
using Saccade.Editing.Style;
using Saccade.Editing.Style.Pages;
using Saccade.Training;
using static Saccade.Editing.Tests.Style.Cuts;

namespace Saccade.Editing.Tests.Style;

public class ShelfTests
{
    [Fact]
    public void What_cannot_be_read_is_listed_with_its_reason_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["more"]);
        TimelineFormats.Write(Project(Pictures(Clip(0, 10, "a"), Clip(10, 20, "b"))), folder["b.xml"]);
        TimelineFormats.Write(Project(Pictures(Clip(0, 30))), folder["more/c.fcpxml"]);
        TimelineFormats.Write(Project(Pictures(Clip(0, 10) with { Enabled = false })), folder["off.xml"]);
        File.Copy(folder["b.xml"], folder["copy of b.xml"]);
        File.WriteAllText(folder["broken.xml"], "<xmeml version=\"5\"><sequence>");
        File.WriteAllText(folder["settings.xml"], "<settings/>");
        File.WriteAllText(folder["notes.txt"], "not looked at");

        var shelf = Shelf.Read(folder.Path, ReadOptions.Default);
        var report = StyleReport.Of(shelf);
        Assert.Equal(["b.xml", Path.Combine("more", "c.fcpxml")], report.Consistency.Projects.Select(p => p.Project));
        Assert.Equal((2, 1, 6.0), (report.Projects, report.Rhythm.Cuts, report.Seconds));
        Assert.Equal(["broken.xml", "copy of b.xml", "off.xml", "settings.xml"], shelf.LeftOut.Select(l => l.File));
        Assert.Equal(("is the same as b.xml", "no clip with a picture is switched on"), (shelf.LeftOut[1].Reason, shelf.LeftOut[2].Reason));
        Assert.Contains("no timeline of a known format", shelf.LeftOut[3].Reason);
    }

    [Fact]
    public void A_folder_without_anything_usable_is_an_error_that_says_why()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no timeline is in it", Failure(folder.Path));
        File.WriteAllText(folder["a.xml"], "");
        Assert.Contains("none of its 1 timelines can be used; the first: a.xml: is empty", Failure(folder.Path));
        Assert.Contains("name the folder", Failure(folder["a.xml"]));
        Assert.Contains("there is no such folder", Failure(folder["b"]));

        static string Failure(string path) => Assert.Throws<TimelineException>(() => Shelf.Read(path, ReadOptions.Default)).Message;
    }

    [Fact]
    public void The_page_stands_alone_and_names_are_escaped()
    {
        var project = Project(Pictures(Clip(0, 10, "a"), Clip(10, 20, "b").Zoomed((2, 100), (5, 150))), Pictures(Clip(5, 10, "c").At(40, 0.3, 0.3)));
        var report = StyleReport.Of(Shelf.Of(("<b>.xml", project), ("other.xml", project)));
        var page = StylePage.Of(report, "anna & co", DateTimeOffset.UnixEpoch);
        Assert.Contains("How anna &amp; co is cut", page);
        Assert.Contains("&lt;b&gt;.xml", page);
        Assert.Contains("V1 zooms in", page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("NaN", page);
        Assert.DoesNotContain("src=\"http", page);
        Assert.Equal(page, StylePage.Of(report, "anna & co", DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void A_single_still_picture_has_a_report_too()
    {
        var page = StylePage.Of(StyleOf(Pictures(Clip(0, 10))), "one", DateTimeOffset.UnixEpoch);
        Assert.Contains("every cut is a straight one", page);
        Assert.DoesNotContain("NaN", page);
    }

    [Fact]
    public void Json_has_every_number_and_null_where_there_is_none()
    {
        var json = JsonNode.Parse(JsonSerializer.Serialize(StyleOf(Pictures(Clip(0, 10, "a"), Clip(10, 20, "b"))), RunJson.Indented))!;
        Assert.Equal(20, (double)json["rhythm"]!["cuts_per_minute"]!["value"]!, 9);
        Assert.Null(json["rhythm"]!["cuts_per_minute"]!["low"]);
        Assert.Equal("other_footage", (string)json["rhythm"]!["kinds"]![0]!["value"]!);
        Assert.Equal(20, (double)json["consistency"]!["projects"]![0]!["measures"]!["cuts_per_minute"]!, 9);
        Assert.Equal(0, (int)json["patterns"]!["tested"]!);
    }
}
