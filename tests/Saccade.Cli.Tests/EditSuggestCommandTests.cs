using Saccade.Cli.Suggesting;
using Saccade.Media;

namespace Saccade.Cli.Tests;

public sealed class EditSuggestCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public void A_dry_run_says_what_would_be_done_and_writes_nothing()
    {
        var video = MadeRecording.Write(_folder["game.mp4"]);

        var run = RecordedRun.Of("edit", "suggest", "--video", video, "--dry-run", "--json");

        Assert.Equal(ExitCode.Done, run.Code);
        // The tone of the first second and that of the third, each with its margins.
        var changes = run.Json().GetProperty("changes").EnumerateArray().ToArray();
        Assert.Equal(["added", "left_out", "added", "left_out"], changes.Select(c => c.GetProperty("kind").GetString()));
        Assert.Equal(["0", "13/10"], changes.Take(2).Select(c => c.GetProperty("source_start").GetString()));
        Assert.StartsWith("loud", changes[2].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.InRange(changes[2].GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.Equal(["game.mp4"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));

        var words = RecordedRun.Of("edit", "suggest", "--video", video, "--dry-run").Output;
        Assert.Contains("2 added, 2 left out", words, StringComparison.Ordinal);
        Assert.Contains("nothing is written", words, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void A_cut_is_written_in_any_format_with_nothing_wrong_and_previewed()
    {
        var video = MadeRecording.Write(_folder["game.mp4"]);
        foreach (var name in new[] { "cut.xml", "cut.fcpxml", "cut.otio" })
        {
            Assert.Equal(ExitCode.Done, RecordedRun.Of("edit", "suggest", "--video", video, "--out", _folder[name], "--margin", "0", "--target", "3s").Code);
            Assert.Equal(0, RecordedRun.Of("edit", "check", _folder[name], "--json").Json().GetProperty("findings").GetArrayLength());
            Assert.Empty(RecordedRun.Of("edit", "diff", _folder["cut.xml"], _folder[name], "--json").Json().GetProperty("differences").EnumerateArray());
        }

        var run = RecordedRun.Of("edit", "suggest", "--video", video, "--out", _folder["cut"], "--to", "xmeml", "--preview", _folder["cut.mp4"], "--json");

        Assert.Equal(ExitCode.Done, run.Code);
        var probe = MediaProbe.Read(_folder["cut.mp4"]);
        Assert.Equal((run.Json().GetProperty("duration").GetString(), 160), (probe.Duration!.Value.ToString(), probe.Width));
        Assert.Equal(Path.GetFullPath(_folder["cut.mp4"]), run.Json().GetProperty("preview").GetString());
    }

    [FfmpegFact]
    public void A_recording_without_sound_is_cut_by_what_moves_and_a_target_beyond_it_is_refused()
    {
        var video = MadeRecording.Write(_folder["silent.mp4"], withSound: false);
        var nothing = RecordedRun.Of("edit", "suggest", "--video", video, "--out", _folder["cut.xml"]);
        Assert.Equal(ExitCode.Failed, nothing.Code);
        Assert.Contains("nothing in it is loud enough, or moves enough", Assert.Single(nothing.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        var long_ = RecordedRun.Of("edit", "suggest", "--video", video, "--out", _folder["cut.xml"], "--target", "1:00");
        Assert.Contains($"{video}: the target of 60 s is longer than the recording, which has 4 s", long_.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["cut.xml"]));
    }

    [Fact]
    public void What_cannot_be_is_said_in_one_line_before_anything_is_measured()
    {
        File.WriteAllText(_folder["game.mp4"], "no video");
        var game = _folder["game.mp4"];
        foreach (var (arguments, cause) in new (string[], string)[]
        {
            (["--out", _folder["cut.xml"]], "--video is missing"),
            (["--video", game], "--out is missing"),
            (["--video", game, "--out", game], "game.mp4: no timeline format has the extension '.mp4'"),
            (["--video", game, "--out", game, "--to", "otio"], "would be written over"),
            (["--video", game, "--out", _folder["cut.xml"], "--preview", game], "would be written over"),
            (["--video", game, "--out", Path.Combine(_folder["none"], "cut.xml")], "its folder does not exist"),
            (["--video", game, "--out", _folder["cut.doc"]], "no timeline format has the extension '.doc'"),
            (["--video", game, "--out", _folder["cut.xml"], "--to", "avid"], "there is no timeline format 'avid'"),
            (["--video", game, "--dry-run", "--preview", _folder["p.mp4"]], "--dry-run writes nothing"),
            (["--video", game, "--dry-run", "--target", "soon"], "--target is 'soon', but has to be a length such as 120s, 2m or 1:30"),
            (["--video", game, "--dry-run", "--loudness", "2"], "--loudness is 2, but has to be between 0 and 1"),
            (["--video", game, "--dry-run", "--margin", "-1"], "--margin is -1"),
            (["--video", _folder["gone.mp4"], "--dry-run"], "gone.mp4: there is no such file"),
            (["--video", game, "--dry-run"], "game.mp4: it is not a video or picture of a known kind"),
            ([_folder["run"], "--video", game, "--dry-run"], "run"),
            (["--video", game, "--timeline", game, "--dry-run"], "cannot go together"),
            (["--timeline", game, "--dry-run"], "RUN is missing"),
            (["--timeline", game, "--dry-run", "--fill", "V2,A1"], "--fill names 'A1', but tracks are V1 to V20"),
            (["--timeline", game, "--dry-run", "--fill", "V21"], "--fill names 'V21'"),
            (["--timeline", game, "--dry-run", "--asset", "face.mp4"], "--asset is 'face.mp4', but has to be CLASS=FILE"),
        })
        {
            var run = RecordedRun.Of(["edit", "suggest", .. arguments]);
            Assert.NotEqual(ExitCode.Done, run.Code);
            Assert.Contains(cause, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
        Assert.Equal(["game.mp4"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("120", "120", "2:00.0")]
    [InlineData("120s", "120", "2:00.0")]
    [InlineData("2m", "120", "2:00.0")]
    [InlineData("1m30.5s", "181/2", "1:30.5")]
    [InlineData("1:30", "90", "1:30.0")]
    [InlineData("1:02:03.25", "14893/4", "1:02:03.3")]
    [InlineData("1h", "3600", "1:00:00.0")]
    public void Lengths_are_read_as_people_write_them(string text, string seconds, string shown)
    {
        var length = LengthText.Read("--target", text);
        Assert.Equal((seconds, shown), (length.ToString(), LengthText.Of(length)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("s")]
    [InlineData("-5")]
    [InlineData("1:")]
    [InlineData("99999999999999999999")]
    public void What_is_no_length_is_refused(string text) => Assert.Throws<UsageException>(() => LengthText.Read("--target", text));
}
