namespace Saccade.Cli.Tests;

public sealed class EditStyleCommandTests : IDisposable
{
    private const string Timeline = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE xmeml>
        <xmeml version="4"><sequence id="s"><name>cut</name><rate><timebase>25</timebase><ntsc>FALSE</ntsc></rate><media><video><track>
        <clipitem id="a"><name>a.mov</name><start>0</start><end>50</end><in>10</in><out>60</out><file id="f"><name>a.mov</name><pathurl>file://localhost/a.mov</pathurl></file></clipitem>
        <clipitem id="b"><name>b.mov</name><start>50</start><end>150</end><in>0</in><out>100</out><file id="g"><name>b.mov</name><pathurl>file://localhost/b.mov</pathurl></file></clipitem>
        </track></video></media></sequence></xmeml>
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_of_timelines_becomes_a_page_and_numbers()
    {
        File.WriteAllText(_folder["cut.xml"], Timeline);
        File.WriteAllText(_folder["broken.xml"], "<xmeml>");
        var run = RecordedRun.Of("edit", "style", _folder.Path, "--out", _folder["style.html"], "--json");
        Assert.Equal(ExitCode.Done, run.Code);
        var style = run.Json().GetProperty("style");
        Assert.Equal(10, style.GetProperty("rhythm").GetProperty("cuts_per_minute").GetProperty("value").GetDouble(), 9);
        Assert.Equal("broken.xml", style.GetProperty("left_out")[0].GetProperty("file").GetString());
        Assert.Contains("cuts a minute", File.ReadAllText(_folder["style.html"]), StringComparison.Ordinal);
        Assert.Contains("left out: broken.xml", RecordedRun.Of("edit", "style", _folder.Path, "--out", _folder["style.html"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_timelines_is_one_line_and_no_page()
    {
        var run = RecordedRun.Of("edit", "style", _folder.Path, "--out", _folder["style.html"]);
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("no timeline is in it", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["style.html"]));
    }
}
