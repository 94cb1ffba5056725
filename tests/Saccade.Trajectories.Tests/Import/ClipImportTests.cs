using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Import;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Tests.Import;

/// <summary>Somebody's own recordings become a set whose parts share nothing; what makes no set is refused with its reason.</summary>
public sealed class ClipImportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Windows_of_one_recording_never_lie_in_two_parts_and_every_part_has_every_class()
    {
        Record("left", 5, frames: 12);
        Record("right", 5, frames: 8);
        var result = Import();
        Assert.Equal((10, 0, 0), (result.Recordings, result.LeftOut.Count, result.Twins.Count));
        using var data = StoredTrajectories.Open(folder["set"]);
        Assert.Equal(5 * 3 + 5 * 2, data.Set.Count);
        Assert.Equal(["left", "right"], data.ClassNames);
        var items = Enum.GetValues<Split>().SelectMany(data.Items).ToArray();
        Assert.All(items.GroupBy(i => i.Group), group => Assert.Single(group.Select(i => i.Split).Distinct()));
        Assert.Equal(10, items.Select(i => i.Group).Distinct().Count());
        Assert.All(items.GroupBy(i => i.Split), part => Assert.Equal(2, part.Select(i => i.Label).Distinct().Count()));
        Assert.All(DataChecks.Judge(DataInventory.Of(data)), check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
    }

    [Fact]
    public void What_cannot_be_read_or_is_too_short_is_left_out_and_named_and_nothing_takes_its_place()
    {
        Record("left", 4, frames: 4);
        Record("right", 4, frames: 4);
        File.WriteAllText(Path.Combine(folder["clips"], "left", "notes.mp4"), "no video");
        Record("right", 1, frames: 3, first: 9);
        var result = Import();
        Assert.Equal([("left/notes.mp4", true), ("right/9", false)], result.LeftOut.Select(l => (l.File, l.IsUnreadable)));
        Assert.Contains("3 frames", result.LeftOut[1].Cause);
        using var data = StoredTrajectories.Open(folder["set"]);
        Assert.Equal(8, data.Set.Count);
        var check = DataChecks.Judge(DataInventory.Of(data)).Single(c => c.Name == "unreadable_items");
        Assert.False(check.Passed);
        Assert.Contains("notes.mp4", check.Detail);
    }

    [Fact]
    public void Recordings_that_show_the_same_lie_in_one_part()
    {
        Record("left", 6, frames: 4);
        Record("right", 6, frames: 4);
        Copy(Path.Combine(folder["clips"], "left", "0"), Path.Combine(folder["clips"], "left", "copy"));
        Assert.Equal([("left/0", "left/copy")], Import().Twins);
        using var set = TrajectorySet.Open(folder["set"]);
        Assert.Equal(12, set.Groups!.Distinct().Count());
    }

    [Fact]
    public void A_table_says_what_is_what_and_keeps_groups_together()
    {
        Record("a", 8, frames: 4);
        var lines = Enumerable.Range(0, 8).Select(i => $"a/{i},\"{(i % 2 == 0 ? "big, slow" : "small")}\",camera {i / 2 % 4}");
        File.WriteAllLines(folder["labels.csv"], ["file,label,group", .. lines]);
        Import(labels: "labels.csv");
        using var set = TrajectorySet.Open(folder["set"]);
        Assert.Equal(["big, slow", "small"], set.Options.Classes);
        Assert.Equal(4, set.Groups!.Distinct().Count());
    }

    [Theory]
    [InlineData("file,label\na/0", "line 2")]
    [InlineData("file,label\na/0,\n", "line 2: the label is empty")]
    [InlineData("name,class\na/0,x", "line 1: the header is 'name,class'")]
    [InlineData("file,label\na/0,x\na/0,y", "line 3: 'a/0' has a label already")]
    [InlineData("file,label\na/0,\"x", "line 2: a quotation mark is not closed")]
    [InlineData("file,label\na/0,x\na/1,x", "fewer than two classes")]
    [InlineData("file,label\na/0,x\na/1,y\na/2,x\na/3,x", "class 'y' has 1 independent recordings")]
    [InlineData("file,label\na/0,x\na/1,x\na/2,x\ngone.mp4,y", "gone.mp4")]
    public void A_table_that_makes_no_set_is_refused_with_the_reason(string table, string expected)
    {
        Record("a", 4, frames: 4);
        File.WriteAllText(folder["labels.csv"], table);
        var refusal = Assert.Throws<MediaException>(() => Import(labels: "labels.csv"));
        Assert.Contains(expected, refusal.Message);
        Assert.False(Directory.Exists(folder["set"]));
    }

    [Fact]
    public void Recordings_of_several_sizes_are_refused_unless_they_are_to_be_fitted()
    {
        Record("left", 4, frames: 4);
        Record("right", 3, frames: 4);
        Record("right", 1, frames: 4, first: 7, width: 24);
        var refusal = Assert.Throws<MediaException>(() => Import()).Message;
        Assert.Contains("24 x 16 such as 'right/7'", refusal);
        Assert.Equal(8, Import(fit: true).Recordings);
    }

    [Fact]
    public void A_folder_whose_pictures_have_several_sizes_is_left_out()
    {
        Record("left", 4, frames: 4);
        Record("right", 4, frames: 4);
        PngWriter.Write(Path.Combine(folder["clips"], "left", "3", "10.png"), new Frame(20, 20));
        Assert.Contains("10.png", Assert.Single(Import().LeftOut).Cause);
    }

    [Fact]
    public void The_median_leaves_only_what_moves()
    {
        Record("left", 4, frames: 4, background: 60);
        Record("right", 4, frames: 4, background: 60);
        Import(background: Background.Median);
        using var set = TrajectorySet.Open(folder["set"]);
        var (bytes, truth) = (new byte[set.Options.ClipBytes], new ClipTruth(set.Options));
        for (var i = 0; i < set.Count; i++)
        {
            set.Read(i, bytes, truth);
            Assert.InRange(bytes.Count(b => b == 0) / (double)bytes.Length, 0.7, 0.99);
            Assert.Contains(bytes, b => b > 100);
        }
    }

    [Fact]
    public void A_run_on_own_clips_trains_on_the_class_alone_and_is_judged()
    {
        Record("left", 5, frames: 8, size: 32);
        Record("right", 5, frames: 8, size: 32);
        Import(size: 32);
        var (application, recipe) = new ApplicationList(new TrajectoriesApplication()).Bind(RecipeFile.Parse("""
            task: trajectories
            model: transformer
            model.width: 16
            model.heads: 2
            model.depth: 1
            model.feed_forward: 16
            model.stem_channels: 4
            model.features: 16
            head.hidden: 16
            epochs: 1
            threads: 1
            """, "test.yaml", [$"data={folder["set"]}"]));
        var run = Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder["run"] }, default).Run;
        var evaluation = RunEvaluator.Evaluate(new() { Application = application, Recipe = recipe, Run = run, Split = Split.Test }, default).Evaluation;
        Assert.Equal(["accuracy", "ece"], evaluation.Metrics.Keys.Order());
        Assert.DoesNotContain("constant_velocity", evaluation.Baselines.Keys);
        Assert.Contains("shuffled_frames", evaluation.Baselines.Keys);
        Assert.Contains("Samples", application.Report(run, evaluation)!.Title);
    }

    // Recordings of a bright square that moves to one side, each from another place, as folders of pictures: FIRST, FIRST + 1, ..
    private void Record(string label, int count, int frames, int first = 0, int width = 0, int size = 16, byte background = 0)
    {
        width = width > 0 ? width : size;
        for (var i = first; i < first + count; i++)
        {
            var path = Path.Combine(folder["clips"], label, $"{i}");
            Directory.CreateDirectory(path);
            for (var t = 0; t < frames; t++)
            {
                var frame = new Frame(width, size);
                frame.Fill(Rgb.Gray(background));
                var x = (i * 5 + (label == "left" ? -2 * t : 2 * t) + 64 * width) % (width - 3);
                frame.FillBox(x, i * 3 % (size - 4), x + 3, i * 3 % (size - 4) + 4, Rgb.Gray((byte)(200 + i)));
                PngWriter.Write(Path.Combine(path, $"{t + 1}.png"), frame);
            }
        }
    }

    private ImportResult Import(string? labels = null, bool fit = false, Background background = Background.Keep, int size = 16) => ClipImport.Make(new()
    {
        Recordings = folder["clips"],
        Labels = labels is null ? null : folder[labels],
        Out = folder["set"],
        Frames = 4,
        Size = size,
        Fit = fit,
        Background = background,
    }, progress: null, default);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
