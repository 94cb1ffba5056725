using Saccade.Media;

namespace Saccade.Cli.Tests;

public sealed class CountCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_counts_the_images_of_a_folder_and_lists_what_it_cannot_read()
    {
        File.WriteAllText(_folder["count.yaml"], TinyCountingRecipe.Text);
        var trained = RecordedRun.Of("train", _folder["count.yaml"], "--out", _folder["run"], "--json");
        Assert.Equal(ExitCode.Done, trained.Code);
        var metrics = trained.Json().GetProperty("metrics");
        foreach (var name in new[] { "count_exact", "count_mae", "point_f1", "pixel_error_median", "pixel_error_p95", "done_auc", "finished" })
            Assert.True(metrics.TryGetProperty(name, out _), name);
        Assert.True(trained.Json().GetProperty("baselines").TryGetProperty("connected_components", out _));
        Assert.Contains(trained.Json().GetProperty("findings").EnumerateArray(), f => f.GetProperty("name").GetString() == "done_probabilities");
        Assert.True(File.Exists(_folder["run/stopping.json"]));
        var report = File.ReadAllText(_folder["run/report.html"]);
        Assert.All(new[] { "How far counts are off", "Where it points", "Whether it knows the end", "Never stopped" }, part => Assert.Contains(part, report, StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, RecordedRun.Of("explain", _folder["run"], "--sample", "3", "--out", _folder["explained"]).Code);
        Assert.True(File.Exists(_folder["explained/test-3.explained.png"]) && File.Exists(_folder["explained/test-3.explained.json"]));

        Directory.CreateDirectory(_folder["images"]);
        PngWriter.Write(Path.Combine(_folder["images"], "a.png"), new Frame(50, 30));
        PngWriter.Write(Path.Combine(_folder["images"], "c.png"), new Frame(7, 90));
        File.WriteAllText(Path.Combine(_folder["images"], "b.png"), "no picture");
        var counted = RecordedRun.Of("count", _folder["images"], "--model", _folder["run"], "--out", _folder["out"], "--category", "red", "--json");
        Assert.Equal(ExitCode.Failed, counted.Code);
        Assert.Equal(2, counted.Json().GetProperty("predictions").GetArrayLength());
        Assert.Contains("b.png", Assert.Single(counted.Json().GetProperty("failures").EnumerateArray()).GetString());
        var points = File.ReadAllLines(Path.Combine(_folder["out"], "a.points.csv"));
        Assert.Equal("number,x,y,confidence,source", points[0]);
        Assert.Equal(points.Length - 1, counted.Json().GetProperty("predictions")[0].GetProperty("results")[0].GetProperty("count").GetInt32());
        Assert.True(PngReader.Read(Path.Combine(_folder["out"], "c.counted.png")).Height > 480);

        // The one way to count: predict says the same.
        var predicted = RecordedRun.Of("predict", _folder["run"], Path.Combine(_folder["images"], "a.png"), "--out", _folder["predicted"], "--json");
        var plain = RecordedRun.Of("count", Path.Combine(_folder["images"], "a.png"), "--model", _folder["run"], "--out", _folder["out"], "--json");
        Assert.Equal(plain.Json().GetProperty("predictions").GetRawText(), predicted.Json().GetProperty("predictions").GetRawText());
        Assert.Equal(File.ReadAllText(Path.Combine(_folder["out"], "a.points.csv")), File.ReadAllText(Path.Combine(_folder["predicted"], "a.points.csv")));

        var unknown = RecordedRun.Of("count", Path.Combine(_folder["images"], "a.png"), "--model", _folder["run"], "--out", _folder["out"], "--category", "frogs");
        Assert.Equal(ExitCode.Failed, unknown.Code);
        Assert.Contains("'frogs' is nothing that the model was trained to count; it knows objects, red", unknown.Error);
        Assert.Contains("there is no such file or folder", RecordedRun.Of("count", _folder["none.png"], "--model", _folder["run"], "--out", _folder["out"]).Error);
    }
}
