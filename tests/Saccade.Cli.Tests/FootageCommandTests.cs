using Saccade.Editing.Corpora;

namespace Saccade.Cli.Tests;

/// <summary>Recordings measured, and what timelines keep of theirs imported, checked and shown.</summary>
public sealed class FootageCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public void Features_of_a_recording_lie_beside_it_or_where_they_are_asked_for()
    {
        MadeRecording.Write(_folder["game.mp4"]);

        var beside = RecordedRun.Of("edit", "features", _folder["game.mp4"]);
        Assert.Equal(ExitCode.Done, beside.Code);
        Assert.Contains("40 rows, 4 shots, in", beside.Output);
        Assert.StartsWith("step,loudness,motion,shot_change\n0,0.", File.ReadAllText(_folder["game.mp4.features.csv"]), StringComparison.Ordinal);

        Directory.CreateDirectory(_folder["mute"]);
        MadeRecording.Write(_folder["mute/game.mp4"], withSound: false);
        var elsewhere = RecordedRun.Of("edit", "features", _folder["mute/game.mp4"], "--out", _folder.Path, "--json");
        Assert.False(elsewhere.Json().GetProperty("features")[0].GetProperty("has_sound").GetBoolean());
        Assert.StartsWith("step,motion,shot_change\n", File.ReadAllText(_folder["game.mp4.features.csv"]), StringComparison.Ordinal);

        Assert.Equal(ExitCode.Usage, RecordedRun.Of("edit", "features", _folder["game.mp4"], _folder["mute/game.mp4"], "--out", _folder.Path).Code);
        Assert.Equal(ExitCode.Failed, RecordedRun.Of("edit", "features", _folder["none.mp4"]).Code);
        Assert.Equal(ExitCode.Failed, RecordedRun.Of("edit", "features", _folder["game.mp4"], "--out", _folder["nowhere"]).Code);
    }

    [Fact]
    public void What_timelines_keep_becomes_a_set_that_is_checked_and_shown()
    {
        TimelineCorpus.Make(_folder["corpus"], 5, seed: 3, progress: null, CancellationToken.None);
        File.Delete(_folder["corpus/project-00004-game.mp4.features.csv"]);
        string[] import = ["data", "import", _folder["corpus"], "--kind", "footage", "--out", _folder["set"]];

        var imported = RecordedRun.Of([.. import, "--split", "2/1/1", "--json"]);
        Assert.Equal(ExitCode.Done, imported.Code);
        Assert.Equal((4, 4, 1, 4), (imported.Json().GetProperty("recordings").GetInt32(), imported.Json().GetProperty("projects").GetInt32(), imported.Json().GetProperty("left_out").GetArrayLength(), imported.Json().GetProperty("missing").GetArrayLength()));

        var check = RecordedRun.Of("data", "check", _folder["set"], "--json");
        Assert.Equal(ExitCode.Done, check.Code);
        Assert.InRange(check.Json().GetProperty("facts").GetProperty("kept_share").GetDouble(), 0.5, 0.8);
        Assert.Equal(ExitCode.Done, RecordedRun.Of("data", "show", _folder["set"], "--out", _folder["sheet.png"]).Code);
        Assert.True(new FileInfo(_folder["sheet.png"]).Length > 1000);

        Assert.Equal(ExitCode.Failed, RecordedRun.Of(import).Code);
        Assert.Equal(ExitCode.Failed, RecordedRun.Of([.. import, "--media", _folder["nowhere"]]).Code);
        var mixed = RecordedRun.Of([.. import, "--step", "0.1"]);
        Assert.Equal(ExitCode.Usage, mixed.Code);
        Assert.Contains("--step says nothing with --kind footage", mixed.Error);
    }
}
