namespace Saccade.Cli.Tests;

public sealed class EditCommandTests : IDisposable
{
    private const string Timeline = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE xmeml>
        <xmeml version="4">
        	<sequence id="s">
        		<name>cut</name>
        		<rate><timebase>25</timebase><ntsc>FALSE</ntsc></rate>
        		<media><video><track>
        			<clipitem id="a">
        				<name>a.mov</name><start>0</start><end>50</end><in>10</in><out>60</out>
        				<file id="f"><name>a.mov</name><pathurl>file://localhost/old/a.mov</pathurl></file>
        				<unknown kept="1"/>
        				<filter><effect><effectid>basic</effectid><parameter><parameterid>scale</parameterid><value>150</value></parameter></effect></filter>
        			</clipitem>
        		</track></video></media>
        	</sequence>
        </xmeml>
        """;

    private readonly TemporaryFolder _folder = new();

    public EditCommandTests() => File.WriteAllText(_folder["cut.xml"], Timeline);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_timeline_is_inspected_and_checked()
    {
        var inspected = RecordedRun.Of("edit", "inspect", _folder["cut.xml"], "--json");
        Assert.Equal(ExitCode.Done, inspected.Code);
        var track = inspected.Json().GetProperty("sequences")[0].GetProperty("tracks")[0];
        Assert.Equal(("V1", 1, 1), (track.GetProperty("track").GetString(), track.GetProperty("clips").GetInt32(), track.GetProperty("effects").GetInt32()));
        Assert.Contains("cut: 25 frames a second", RecordedRun.Of("edit", "inspect", _folder["cut.xml"]).Output);

        var check = RecordedRun.Of("edit", "check", _folder["cut.xml"], "--json");
        Assert.Equal((ExitCode.Done, "missing_media"), (check.Code, check.Json().GetProperty("findings")[0].GetProperty("check").GetString()));
        File.WriteAllText(_folder["off.xml"], Timeline.Replace("<name>a.mov</name><start>", "<name>a.mov</name><enabled>FALSE</enabled><start>", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Failed, RecordedRun.Of("edit", "check", _folder["off.xml"]).Code);
    }

    [Fact]
    public void Media_is_relinked_and_the_rest_stays()
    {
        var run = RecordedRun.Of("edit", "convert", _folder["cut.xml"], "--out", _folder["new.xml"], "--relink", "/old=/new", "--json");
        Assert.Equal((ExitCode.Done, 1, 0), (run.Code, run.Json().GetProperty("relinked").GetInt32(), run.Json().GetProperty("losses").GetArrayLength()));
        Assert.Equal(Timeline.Replace("/old/", "/new/", StringComparison.Ordinal).Replace("kept=\"1\"/>", "kept=\"1\" />", StringComparison.Ordinal), File.ReadAllText(_folder["new.xml"]));
        var difference = Assert.Single(RecordedRun.Of("edit", "diff", _folder["cut.xml"], _folder["new.xml"], "--json").Json().GetProperty("differences").EnumerateArray());
        Assert.Equal("/new/a.mov", difference.GetProperty("after").GetString());
        Assert.Equal(ExitCode.Usage, RecordedRun.Of("edit", "convert", _folder["cut.xml"], "--out", _folder["x.xml"], "--relink", "/elsewhere=/new").Code);
        Assert.False(File.Exists(_folder["x.xml"]));
    }

    [Fact]
    public void Another_format_lists_what_it_loses()
    {
        var run = RecordedRun.Of("edit", "convert", _folder["cut.xml"], "--out", _folder["cut.edl"], "--json");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal("a.mov", run.Json().GetProperty("losses")[0].GetProperty("where").GetString());
        Assert.Contains("00:00:00:10 00:00:02:10", File.ReadAllText(_folder["cut.edl"]));
    }

    [Fact]
    public void What_cannot_be_read_is_one_line_with_file_line_and_clip()
    {
        File.WriteAllText(_folder["bad.xml"], Timeline.Replace("<end>50</end>", "<end>-50</end>", StringComparison.Ordinal));
        var run = RecordedRun.Of("edit", "inspect", _folder["bad.xml"]);
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.StartsWith($"saccade: {_folder["bad.xml"]}, line 8: clip 'a.mov': it ends at frame -50", Assert.Single(run.Error.TrimEnd().Split('\n')));
        Assert.Equal(ExitCode.Usage, RecordedRun.Of("edit", "inspect", _folder["cut.xml"], "--keyframes", "sequence").Code);
    }
}
