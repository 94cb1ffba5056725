using System.Text.Json;
using Saccade.Counting.Sets;
using Saccade.Media;

namespace Saccade.Cli.Tests;

/// <summary>From a count over its correction to training data.</summary>
public sealed class CountCorrectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_count_is_corrected_resumed_and_fed_back()
    {
        var run = CountingRuns.Hardly(_folder);
        PngWriter.Write(_folder["a.png"], new Frame(60, 40));
        PngWriter.Write(_folder["b.png"], new Frame(40, 60));
        File.WriteAllText(_folder["corrections.json"], """{"a.png": {"add": [[50, 30], [10, 5.5]], "resume_from": 0}, "b.png": {"add": [[7, 8]]}}""");
        var counted = RecordedRun.Of("count", _folder["a.png"], _folder["b.png"], "--model", run, "--out", _folder["out"], "--corrections", _folder["corrections.json"], "--json");
        Assert.Equal(ExitCode.Done, counted.Code);

        // Of a everything was thrown away but the added points, and counting went on from them; of b the count stands, and a point more.
        var a = Result(counted, 0);
        Assert.True(a.GetProperty("corrected").GetBoolean());
        Assert.NotEqual("corrected", a.GetProperty("stop_reason").GetString());
        Assert.Equal([(10, 5.5), (50, 30)], a.GetProperty("points").EnumerateArray().Where(p => p.GetProperty("source").GetString() == "person").Select(p => (p.GetProperty("x").GetDouble(), p.GetProperty("y").GetDouble())));
        var b = Result(counted, 1);
        Assert.Equal("corrected", b.GetProperty("stop_reason").GetString());
        Assert.Contains("7.00,8.00,1.0000,person", File.ReadAllText(Path.Combine(_folder["out"], "b.points.csv")), StringComparison.Ordinal);

        // The original images may have gone, if copies lie beside the counts.
        File.Move(_folder["a.png"], Path.Combine(_folder["out"], "a.png"));
        PngWriter.Write(_folder["c.png"], new Frame(40, 40));
        Assert.Equal(ExitCode.Done, RecordedRun.Of("count", _folder["c.png"], "--model", run, "--out", _folder["out"]).Code);
        var imported = RecordedRun.Of("data", "import", _folder["out"], "--kind", "counting", "--layout", "counted", "--out", _folder["set"], "--json");
        Assert.Equal(ExitCode.Done, imported.Code);
        Assert.Contains("nobody has corrected this count", Assert.Single(imported.Json().GetProperty("left_out").EnumerateArray()).GetProperty("cause").GetString(), StringComparison.Ordinal);
        var set = CountingSet.Open(_folder["set"]);
        Assert.Equal([a.GetProperty("count").GetInt32(), b.GetProperty("count").GetInt32()], set.Items.Select(i => i.Targets.Count()));
    }

    [Theory]
    [InlineData("""{"z.png": {}}""", "'z.png' is none of the images that are counted")]
    [InlineData("""{"a.png": {"add": [[61, 3]]}}""", "its correction does not fit: (61, 3) lies outside of 60 x 40 pixels")]
    [InlineData("""{"a.png": {"remove": [5000]}}""", "there is no point 5000")]
    public void A_correction_that_fits_nothing_is_refused(string json, string cause)
    {
        var run = CountingRuns.Hardly(_folder);
        PngWriter.Write(_folder["a.png"], new Frame(60, 40));
        File.WriteAllText(_folder["corrections.json"], json);
        var refused = RecordedRun.Of("count", _folder["a.png"], "--model", run, "--out", _folder["out"], "--corrections", _folder["corrections.json"]);
        Assert.Equal(ExitCode.Failed, refused.Code);
        Assert.Contains(cause, refused.Error, StringComparison.Ordinal);
    }

    private static JsonElement Result(RecordedRun run, int image) => run.Json().GetProperty("predictions")[image].GetProperty("results")[0];
}
