using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Tests.Sets;

/// <summary>A stored set gives back what was generated, and says clearly what is wrong with a bad one.</summary>
public sealed class TrajectorySetTests : IDisposable
{
    private static readonly ClipOptions Options = new() { Frames = 4, Size = 16, Views = 2, Noise = 0.01, Seed = 9 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_clip_and_its_truth_come_back_as_they_were_made()
    {
        Make("set", samples: 25);
        using var set = TrajectorySet.Open(folder["set"]);
        Assert.Equal(25, set.Count);
        var generator = new ClipGenerator(Options);
        var (made, read) = (new byte[Options.ClipBytes], new byte[Options.ClipBytes]);
        var (truthMade, truthRead) = (new ClipTruth(Options), new ClipTruth(set.Options));
        for (var i = set.Count - 1; i >= 0; i--)
        {
            generator.Read(i, made, truthMade);
            set.Read(i, read, truthRead);
            Assert.Equal(made, read);
            Assert.Equal(truthMade.SampleIndex, truthRead.SampleIndex);
            Assert.Equal(truthMade.ClassIndex, truthRead.ClassIndex);
            Assert.Equal(truthMade.MotionParameters, truthRead.MotionParameters);
            Assert.Equal(truthMade.PositionWorld, truthRead.PositionWorld);
            Assert.Equal(truthMade.PositionPixels, truthRead.PositionPixels);
        }
    }

    [Fact]
    public void Options_and_split_come_back_too()
    {
        Make("set", samples: 40);
        using var set = TrajectorySet.Open(folder["set"]);
        Assert.Equal(Options with { Classes = set.Options.Classes }, set.Options);
        Assert.Equal(Options.Classes, set.Options.Classes);
        Assert.Equal([24, 8, 8], new[] { Split.Train, Split.Validation, Split.Test }.Select(p => set.Split.Indices(p).Count));
    }

    [Fact]
    public void The_data_hash_is_that_of_the_content()
    {
        Make("a", samples: 10);
        Make("b", samples: 10);
        TrajectorySet.Make(folder["c"], Options with { Seed = 10 }, 10, progress: null, CancellationToken.None);
        Assert.Equal(HashOf("a"), HashOf("b"));
        Assert.NotEqual(HashOf("a"), HashOf("c"));
    }

    [Fact]
    public void Progress_ends_at_the_number_of_samples()
    {
        var seen = new Seen();
        TrajectorySet.Make(folder["set"], Options, 12, seen, CancellationToken.None);
        Assert.Equal(12, seen.Last);
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind()
    {
        // A clip of 6 MB: a group holds two, and the first report cancels.
        var options = new ClipOptions { Frames = 32, Size = 256 };
        using var cancellation = new CancellationTokenSource();
        var cancelling = new Seen { Told = _ => cancellation.Cancel() };
        Assert.Throws<OperationCanceledException>(() => TrajectorySet.Make(folder["set"], options, 10, cancelling, cancellation.Token));
        Assert.InRange(cancelling.Last, 1, 9);
        Assert.False(Directory.Exists(folder["set"]));
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused_and_kept()
    {
        Directory.CreateDirectory(folder["full"]);
        File.WriteAllText(Path.Combine(folder["full"], "mine.txt"), "mine");
        Assert.Contains("full", Assert.Throws<MediaException>(() => Make("full", 5)).Message);
        Assert.Equal(["mine.txt"], Directory.GetFiles(folder["full"]).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_without_a_set_is_an_error_that_names_it() =>
        Assert.Contains("nowhere", Assert.Throws<MediaException>(() => TrajectorySet.Open(folder["nowhere"])).Message);

    [Fact]
    public void A_damaged_clip_is_an_error_of_that_clip_alone()
    {
        Make("set", samples: 8);
        Flip(Path.Combine(folder["set"], "shard-00000.bin"), at: 3 * Options.ClipBytes + 100);
        using var set = TrajectorySet.Open(folder["set"]);
        var (clip, truth) = (new byte[Options.ClipBytes], new ClipTruth(Options));
        set.Read(2, clip, truth);
        Assert.Contains("clip 3", Assert.Throws<MediaException>(() => set.Read(3, clip, truth)).Message);
    }

    [Theory]
    [InlineData("damaged", "checksum")]
    [InlineData("cut", "bytes instead of")]
    [InlineData("missing", "truth.bin")]
    public void Damaged_labels_are_an_error_at_once(string how, string word)
    {
        Make("set", samples: 8);
        var path = Path.Combine(folder["set"], "truth.bin");
        if (how == "damaged")
            Flip(path, at: 500);
        else if (how == "cut")
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..^8]);
        else
            File.Delete(path);
        var error = Assert.Throws<MediaException>(() => TrajectorySet.Open(folder["set"]));
        Assert.StartsWith(path, error.Message);
        Assert.Contains(word, error.Message);
    }

    [Fact]
    public void A_set_of_other_clips_is_refused()
    {
        using (var writer = new ShardWriter(folder["other"], new ClipShape(1, 2, 8, 8)))
            writer.Complete(System.Text.Json.JsonSerializer.SerializeToElement(new { content = "kittens" }));
        Assert.Contains("not of trajectories", Assert.Throws<MediaException>(() => TrajectorySet.Open(folder["other"])).Message);
    }

    [Fact]
    public void Too_few_samples_are_refused_before_anything_is_written()
    {
        Assert.Contains("samples", Assert.Throws<ArgumentException>(() => Make("set", samples: 4)).Message);
        Assert.False(Directory.Exists(folder["set"]));
    }

    private void Make(string name, int samples) => TrajectorySet.Make(folder[name], Options, samples, progress: null, CancellationToken.None);

    private string HashOf(string name)
    {
        using var set = TrajectorySet.Open(folder[name]);
        return set.DataHash;
    }

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }

    private sealed class Seen : IProgress<int>
    {
        public int Last { get; private set; }

        public Action<int>? Told { get; init; }

        public void Report(int value)
        {
            Last = value;
            Told?.Invoke(value);
        }
    }
}
