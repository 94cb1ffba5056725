using Saccade.Media;

namespace Saccade.Cli.Tests;

public sealed class DataCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_set_is_made_checked_and_shown()
    {
        var made = Make("--samples", "40", "--json").Json();
        Assert.Equal(40, made.GetProperty("samples").GetInt32());
        Assert.Equal(24, made.GetProperty("splits").GetProperty("train").GetInt32());

        var check = RecordedRun.Of("data", "check", _folder["set"], "--json");
        Assert.Equal(ExitCode.Done, check.Code);
        Assert.Equal(40, check.Json().GetProperty("facts").GetProperty("samples").GetInt32());
        Assert.Contains(check.Json().GetProperty("checks").EnumerateArray(), c => c.GetProperty("name").GetString() == "missing_class" && c.GetProperty("passed").GetBoolean());

        var shown = RecordedRun.Of("data", "show", _folder["set"], "--out", _folder["sheet.png"], "--samples", "3", "--split", "test");
        Assert.Equal(ExitCode.Done, shown.Code);
        Assert.True(PngReader.Read(_folder["sheet.png"]).Width > 96);
    }

    [Fact]
    public void A_set_of_objects_is_made_checked_and_shown()
    {
        string[] make = ["data", "make", "persistence", "--out", _folder["set"], "--samples", "60", "--frames", "16", "--size", "32", "--boundary", "--flicker", "0.5"];
        var made = RecordedRun.Of([.. make, "--json"]);
        Assert.Equal(ExitCode.Done, made.Code);
        Assert.Equal(36, made.Json().GetProperty("splits").GetProperty("train").GetInt32());
        Assert.Equal("neutral", made.Json().GetProperty("options").GetProperty("look").GetString());

        var check = RecordedRun.Of("data", "check", _folder["set"], "--json");
        Assert.Equal(ExitCode.Done, check.Code);
        var facts = check.Json().GetProperty("facts");
        Assert.Equal(("yes", 0.5), (facts.GetProperty("boundary").GetString(), facts.GetProperty("flicker").GetDouble()));
        Assert.InRange(facts.GetProperty("majority").GetProperty("object").GetDouble(), 0.5, 0.7);

        var shown = RecordedRun.Of("data", "show", _folder["set"], "--out", _folder["sheet.png"], "--samples", "3");
        Assert.Equal(ExitCode.Done, shown.Code);
        Assert.True(PngReader.Read(_folder["sheet.png"]).Width > 96);

        Assert.Equal(ExitCode.Failed, RecordedRun.Of(make).Code);
        var refused = RecordedRun.Of("data", "make", "persistence", "--out", _folder["other"], "--look", "coloured", "--crossing");
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.StartsWith("saccade: crossing: the coloured look", Assert.Single(refused.Error.TrimEnd().Split('\n')));
    }

    [Fact]
    public void Images_to_count_in_are_made_checked_and_shown()
    {
        string[] make = ["data", "make", "scenes", "--out", _folder["set"], "--samples", "20", "--size", "64", "--most", "9"];
        var made = RecordedRun.Of([.. make, "--json"]);
        Assert.Equal(ExitCode.Done, made.Code);
        Assert.Equal(12, made.Json().GetProperty("facts").GetProperty("splits").GetProperty("train").GetInt32());

        var check = RecordedRun.Of("data", "check", _folder["set"], "--json");
        Assert.Equal(ExitCode.Done, check.Code);
        Assert.InRange(check.Json().GetProperty("facts").GetProperty("training_done_share").GetDouble(), 0.1, 0.9);
        Assert.InRange(check.Json().GetProperty("facts").GetProperty("most").GetInt32(), 1, 9);

        Assert.Equal(ExitCode.Done, RecordedRun.Of("data", "show", _folder["set"], "--out", _folder["sheet.png"], "--columns", "4").Code);
        Assert.True(PngReader.Read(_folder["sheet.png"]).Width > 900);

        Assert.Equal(ExitCode.Failed, RecordedRun.Of(make).Code);
        var refused = RecordedRun.Of("data", "make", "scenes", "--out", _folder["other"], "--most", "90");
        Assert.Equal((ExitCode.Usage, "saccade: most: 90 is not in the range 0 to 50"), (refused.Code, refused.Error.TrimEnd()));
    }

    [Fact]
    public void Annotated_images_are_imported()
    {
        Directory.CreateDirectory(_folder["source"]);
        PngWriter.Write(Path.Combine(_folder["source"], "a.png"), new Frame(40, 24));
        File.WriteAllText(Path.Combine(_folder["source"], "a.txt"), "0 0.5 0.5 0.2 0.2\n");
        File.WriteAllText(Path.Combine(_folder["source"], "b.txt"), "");
        string[] import = ["data", "import", _folder["source"], "--kind", "counting", "--layout", "yolo", "--out", _folder["set"]];
        var imported = RecordedRun.Of([.. import, "--json"]);
        Assert.Equal(ExitCode.Done, imported.Code);
        Assert.Equal(1, imported.Json().GetProperty("images").GetInt32());
        Assert.Equal(ExitCode.Usage, RecordedRun.Of([.. import, "--frames", "4"]).Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of([.. import, "--layout", "voc"]).Code);
    }

    [Fact]
    public void Recordings_are_imported_checked_and_shown()
    {
        foreach (var (label, i) in new[] { "wave", "nod" }.SelectMany(l => Enumerable.Range(0, 4).Select(i => (l, i))))
        {
            Directory.CreateDirectory(Path.Combine(_folder["clips"], label, $"{i}"));
            for (var t = 0; t < 4; t++)
            {
                var frame = new Frame(16, 16);
                frame.FillBox(3 * i, label == "wave" ? 2 * t : 8, 3 * i + 3, 12, Rgb.White);
                PngWriter.Write(Path.Combine(_folder["clips"], label, $"{i}", $"{t}.png"), frame);
            }
        }
        File.WriteAllText(Path.Combine(_folder["clips"], "nod", "short.mp4"), "");
        string[] import = ["data", "import", _folder["clips"], "--out", _folder["set"], "--frames", "4", "--size", "16"];
        var imported = RecordedRun.Of([.. import, "--json"]);
        Assert.Equal(ExitCode.Done, imported.Code);
        Assert.Equal(8, imported.Json().GetProperty("samples").GetInt32());
        Assert.Equal("nod/short.mp4", imported.Json().GetProperty("left_out")[0].GetProperty("file").GetString());

        var check = RecordedRun.Of("data", "check", _folder["set"], "--json");
        Assert.Equal(ExitCode.InvalidEvidence, check.Code);
        Assert.Equal(1, check.Json().GetProperty("facts").GetProperty("left_out").GetInt32());
        Assert.Equal(ExitCode.Done, RecordedRun.Of("data", "show", _folder["set"], "--out", _folder["sheet.png"]).Code);

        Assert.Equal(ExitCode.Failed, RecordedRun.Of(import).Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of([.. import, "--rate", "fast"]).Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of([.. import, "--background", "mean"]).Code);
    }

    [Fact]
    public void Timelines_are_made_imported_checked_and_shown()
    {
        var made = RecordedRun.Of("data", "make", "timelines", "--out", _folder["cuts"], "--samples", "5", "--seed", "3", "--json");
        Assert.Equal(ExitCode.Done, made.Code);
        Assert.Equal(["amber", "birch"], made.Json().GetProperty("editors").EnumerateArray().Select(e => e.GetString()));
        File.WriteAllText(Path.Combine(_folder["cuts"], "broken.xml"), "<xmeml>");

        string[] import = ["data", "import", _folder["cuts"], "--kind", "timelines", "--out", _folder["set"]];
        var imported = RecordedRun.Of([.. import, "--json"]);
        Assert.Equal(ExitCode.Done, imported.Code);
        Assert.Equal((6, 5), (imported.Json().GetProperty("files").GetInt32(), imported.Json().GetProperty("grids").GetInt32()));
        Assert.EndsWith("broken.xml", Assert.Single(imported.Json().GetProperty("left_out").EnumerateArray()).GetProperty("file").GetString());
        Assert.Equal(3, imported.Json().GetProperty("splits").GetProperty("train").GetInt32());

        var check = RecordedRun.Of("data", "check", _folder["set"], "--json");
        Assert.Equal(ExitCode.Done, check.Code);
        Assert.Equal(5, check.Json().GetProperty("facts").GetProperty("projects").GetInt32());
        Assert.Equal(ExitCode.Done, RecordedRun.Of("data", "show", _folder["set"], "--out", _folder["sheet.png"], "--samples", "2").Code);
        Assert.Equal(640, PngReader.Read(_folder["sheet.png"]).Width);

        Assert.Equal(ExitCode.Failed, RecordedRun.Of(import).Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of([.. import, "--split", "all"]).Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of([.. import, "--step", "0"]).Code);
        var mixed = RecordedRun.Of([.. import, "--frames", "8"]);
        Assert.Equal(ExitCode.Usage, mixed.Code);
        Assert.Contains("--frames says nothing with --kind timelines", mixed.Error);
    }

    [Fact]
    public void Facts_for_people_hold_no_json()
    {
        Make("--samples", "100");
        var shown = RecordedRun.Of("data", "check", _folder["set"]).Output;
        Assert.Contains("class counts, train", shown);
        Assert.Contains("linear 15, circular 15, helical 15, parabolic 15", shown);
        Assert.DoesNotContain('{', shown);
        Assert.DoesNotContain('[', shown);
    }

    [Fact]
    public void A_damaged_clip_is_counted_and_fails_the_check()
    {
        Make("--samples", "40");
        var shard = Directory.GetFiles(_folder["set"]).MaxBy(f => new FileInfo(f).Length)!;
        using (var file = File.OpenWrite(shard))
        {
            file.Position = 1000;
            file.Write([1, 2, 3]);
        }
        var check = RecordedRun.Of("data", "check", _folder["set"], "--json");
        Assert.Equal(ExitCode.InvalidEvidence, check.Code);
        Assert.Single(check.Json().GetProperty("facts").GetProperty("unreadable").EnumerateArray());
    }

    [Fact]
    public void A_folder_that_holds_no_set_is_named_in_one_line()
    {
        foreach (var command in new[] { "check", "show" })
        {
            var run = RecordedRun.Of("data", command, _folder["nowhere"]);
            Assert.Equal(ExitCode.Failed, run.Code);
            Assert.Contains(_folder["nowhere"], Assert.Single(run.Error.TrimEnd().Split('\n')));
        }
    }

    [Theory]
    [InlineData("--motion", "fast", "--motion is 'fast', but has to be matched or historical")]
    [InlineData("--classes", "linear,spiral", "spiral")]
    [InlineData("--classes", "linear", "--classes: 'linear' is the only class, and there is nothing to tell apart with fewer than 2; name another, such as circular")]
    [InlineData("--samples", "many", "as a whole number")]
    [InlineData("--samples", "3", "at least 5")]
    [InlineData("--size", "2", "size: 2 is not between 8 and 1024")]
    [InlineData("--views", "9", "views")]
    public void A_value_out_of_range_is_a_usage_error_that_names_it(string option, string value, string expected)
    {
        var run = Make(option, value);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(expected, Assert.Single(run.Error.TrimEnd().Split('\n')));
        Assert.False(Directory.Exists(_folder["set"]));
    }

    [Fact]
    public void More_clips_than_fit_on_the_disk_are_refused_before_they_are_made()
    {
        var run = Make("--samples", "2000000000", "--size", "256");
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("are free", run.Error);
        Assert.False(Directory.Exists(_folder["set"]));
    }

    [Fact]
    public void A_cancelled_set_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var run = RecordedRun.Of(CommandList.All(Applications.All), ["data", "make", "trajectories", "--out", _folder["set"]], stop.Token);
        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.False(Directory.Exists(_folder["set"]));
    }

    private RecordedRun Make(params string[] options) =>
        RecordedRun.Of(["data", "make", "trajectories", "--out", _folder["set"], "--frames", "4", .. options.Contains("--size") ? options : [.. options, "--size", "16"]]);
}
