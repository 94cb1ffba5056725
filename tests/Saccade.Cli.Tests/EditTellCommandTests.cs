using Saccade.Editing.Corpora;

namespace Saccade.Cli.Tests;

public sealed class EditTellCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Timelines_of_two_known_editors_tell_whose_a_third_one_is()
    {
        TimelineCorpus.Make(_folder["corpus"], 9, seed: 1, progress: null, CancellationToken.None);
        for (var sample = 0; sample < 9; sample++)
        {
            var path = Path.Combine(_folder["corpus"], $"{TimelineCorpus.Name(sample)}.xml");
            var to = sample == 8 ? _folder["new"] : _folder[SampleTruth.Read(SampleTruth.Beside(path)).Editor];
            Directory.CreateDirectory(to);
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        }
        var (amber, birch) = ($"amber={_folder["amber"]}", $"birch={_folder["birch"]}");
        var run = RecordedRun.Of("edit", "tell", _folder["new"], "--of", amber, "--of", birch, "--json");
        Assert.Equal(ExitCode.Done, run.Code);
        var json = run.Json();
        Assert.Equal(4, json.GetProperty("hands").GetProperty("birch").GetInt32());
        Assert.Equal("amber", json.GetProperty("told")[0].GetProperty("hand").GetString());
        Assert.True(json.GetProperty("evidence").GetProperty("metrics").GetProperty("accuracy").TryGetProperty("value", out _));
        Assert.True(json.GetProperty("aspects").TryGetProperty("rhythm", out _));
        var text = RecordedRun.Of("edit", "tell", _folder["new"], "--of", amber, "--of", birch).Output;
        Assert.Contains("With the names dealt anew", text, StringComparison.Ordinal);
        Assert.Contains("project-00008.xml: amber", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--of is given for 1 hands", "--of", "ann=x")]
    [InlineData("--of is 'x', but has to be NAME=DIR", "--of", "x")]
    [InlineData("--of names a hand twice", "--of", "ann=x", "--of", "ann=y")]
    public void What_names_no_two_hands_is_a_usage_error(string expected, params string[] options)
    {
        var run = RecordedRun.Of(["edit", "tell", .. options]);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
