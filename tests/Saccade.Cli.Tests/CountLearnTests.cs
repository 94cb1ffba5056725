using System.Text.Json;
using Saccade.Counting.Geometry;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Cli.Tests;

public sealed class CountLearnTests : IDisposable
{
    private const int Side = 32;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Things_that_nobody_taught_are_counted_better_after_learning_from_a_few_images_of_them()
    {
        var run = CountingRuns.Trained(_folder, 800);
        Make(_folder["own"], 6);
        var learnt = RecordedRun.Of(
            "count", "--learn", _folder["own"], "--model", run, "--out", _folder["new"], "--set", "data.train=1200", "--set", "data.validation=8", "--set", "own.data_share=0.1", "--set", "learning_rate=0.006", "--json");
        Assert.Equal(ExitCode.Done, learnt.Code);
        var (before, after) = (learnt.Json().GetProperty("before"), learnt.Json().GetProperty("after"));
        Assert.Equal((6, 6), (before.GetProperty("images").GetInt32(), after.GetProperty("images").GetInt32()));
        Assert.True(Number(after, "point_f1") > Number(before, "point_f1") + 0.3, learnt.Output);
        Assert.True(Number(after, "mean_error") < Number(before, "mean_error"), learnt.Output);
        Assert.Contains("10 % of the training images were those of", learnt.Json().GetProperty("base").GetString(), StringComparison.Ordinal);
        Assert.Equal(8, learnt.Json().GetProperty("base_after").GetProperty("images").GetInt32());

        // A run like any other, in whose domain the own images are, and nothing else is left.
        PngWriter.Write(_folder["like.png"], CountingSet.Open(_folder["own"]).Picture(2));
        var counted = RecordedRun.Of("count", _folder["like.png"], "--model", _folder["new"], "--out", _folder["out"], "--json");
        Assert.Equal(ExitCode.Done, counted.Code);
        Assert.True(counted.Json().GetProperty("predictions")[0].GetProperty("in_domain").GetBoolean());
        Assert.True(File.Exists(Path.Combine(_folder["new"], "learned.json")));
        Assert.False(Directory.Exists(_folder["new.trials"]));
    }

    [Fact]
    public void Too_few_images_are_refused_and_nothing_is_left_behind()
    {
        var run = CountingRuns.Hardly(_folder);
        Make(_folder["own"], 5, items: 4);
        var refused = RecordedRun.Of("count", "--learn", _folder["own"], "--model", run, "--out", _folder["new"]);
        Assert.Equal(ExitCode.Failed, refused.Code);
        Assert.Contains("4 images are too few to learn from", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["new"]) || Directory.Exists(_folder["new.trials"]));
    }

    [Fact]
    public void Learning_takes_no_images_besides_its_folder_and_no_folder_that_holds_something()
    {
        Assert.Equal(ExitCode.Usage, RecordedRun.Of("count", "x.png", "--learn", "own", "--model", "run", "--out", "new").Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of("count", "--learn", "own", "--model", "run", "--out", "new", "--flips").Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of("count", "--model", "run", "--out", "new").Code);
        var run = CountingRuns.Hardly(_folder);
        Make(_folder["own"], 5);
        var taken = RecordedRun.Of("count", "--learn", _folder["own"], "--model", run, "--out", run);
        Assert.Contains("it is not empty", taken.Error, StringComparison.Ordinal);
    }

    private static double Number(JsonElement summary, string name) => summary.GetProperty(name).GetDouble();

    /// <summary>Chequered pink squares on brown ground, one to three an image: no made image has such a thing.</summary>
    private static void Make(string folder, int images, int? items = null)
    {
        using var writer = new CountingSetWriter(folder);
        for (var i = 0; i < (items ?? images); i++)
        {
            var (frame, key, places) = (new Frame(Side, Side), new RandomKey(3, RandomStream.Data, (ulong)i), new List<PointPixels>());
            frame.Fill(new Rgb(90, 60, 30));
            for (ulong draw = 0; places.Count < 1 + (i % 3); draw += 2)
            {
                var (x, y) = (5 + key.Integer(draw, Side - 10), 5 + key.Integer(draw + 1, Side - 10));
                if (places.Any(p => Math.Max(Math.Abs(p.X - x), Math.Abs(p.Y - y)) <= 10))
                    continue;
                places.Add(new(x, y));
                for (var at = 0; at < 64; at++)
                    frame[x - 4 + (at % 8), y - 4 + (at / 8)] = ((at % 8 / 2) + (at / 16)) % 2 == 0 ? new Rgb(255, 220, 255) : new Rgb(250, 0, 250);
            }
            writer.Append(frame, Split.Train, [CountingSet.Everything], [.. places.Select(p => new CountedObject(p, null, CountingSet.Everything))]);
        }
        writer.Complete(null);
    }
}
