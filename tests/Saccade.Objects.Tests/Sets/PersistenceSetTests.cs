using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Objects.Sets;
using Saccade.Objects.Tests.Clips;
using Saccade.Training;

namespace Saccade.Objects.Tests.Sets;

/// <summary>A stored set gives back what was generated, and says clearly what is wrong with a bad one.</summary>
public sealed class PersistenceSetTests : IDisposable
{
    private static readonly PersistenceClipOptions Options = new() { Frames = 8, Size = 16, Noise = 0.01, Seed = 9 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(PersistenceLook.Neutral)]
    [InlineData(PersistenceLook.Coloured)]
    public void Every_clip_and_its_truth_come_back_as_they_were_made(PersistenceLook look)
    {
        var options = Options with { Look = look };
        PersistenceSet.Make(folder["set"], options, 25, progress: null, CancellationToken.None);
        using var set = PersistenceSet.Open(folder["set"]);
        Assert.Equal(25, set.Count);
        Assert.Equal(options with { Classes = set.Options.Classes }, set.Options);
        var generator = new PersistenceGenerator(options);
        var (made, read) = (new byte[options.ClipBytes], new byte[options.ClipBytes]);
        for (var i = set.Count - 1; i >= 0; i--)
        {
            PersistenceGeneratorTests.AssertSame(generator.Read(i, made), set.Read(i, read));
            Assert.Equal(made, read);
        }
    }

    [Fact]
    public void The_split_is_stratified_and_the_hash_that_of_the_content()
    {
        Make("a", 100);
        Make("b", 100);
        using var a = PersistenceSet.Open(folder["a"]);
        using var b = PersistenceSet.Open(folder["b"]);
        Assert.Equal(a.DataHash, b.DataHash);
        Assert.Equal([60, 20, 20], Enum.GetValues<Split>().Select(s => a.Split.Indices(s).Count));
        var shares = Enum.GetValues<Split>().Select(s => a.Split.Indices(s).Average(i => a.ReadTruth(i).Clip == Persistence.Persistent ? 1.0 : 0)).ToArray();
        Assert.InRange(shares.Max() - shares.Min(), 0, 0.06);
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => PersistenceSet.Make(folder["set"], Options, 10, progress: null, cancelled.Token));
        Assert.False(Directory.Exists(folder["set"]));
    }

    [Fact]
    public void A_damaged_clip_is_an_error_of_that_clip_alone()
    {
        Make("set", 8);
        Flip(Path.Combine(folder["set"], "shard-00000.bin"), 3 * Options.ClipBytes + 100);
        using var set = PersistenceSet.Open(folder["set"]);
        var clip = new byte[Options.ClipBytes];
        set.Read(2, clip);
        Assert.Contains("clip 3", Assert.Throws<MediaException>(() => set.Read(3, clip)).Message);
    }

    [Theory]
    [InlineData("damaged", "checksum")]
    [InlineData("cut", "bytes instead of")]
    [InlineData("missing", "truth.bin")]
    public void A_damaged_truth_file_is_an_error_at_once(string how, string word)
    {
        Make("set", 8);
        var path = Path.Combine(folder["set"], "truth.bin");
        if (how == "damaged")
            Flip(path, at: 500);
        else if (how == "cut")
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..^8]);
        else
            File.Delete(path);
        var error = Assert.Throws<MediaException>(() => PersistenceSet.Open(folder["set"]));
        Assert.StartsWith(path, error.Message);
        Assert.Contains(word, error.Message);
    }

    // A file with the right checksum can still be wrong: whoever made it made the checksum too.
    [Theory]
    [InlineData("length", int.MaxValue, "says that it has")]
    [InlineData("length", -5, "says that it has")]
    [InlineData("length", 3, "says that it has|follow its last record")]
    [InlineData("frame kind", 7, "frame 0 is of kind 7")]
    [InlineData("objects", int.MaxValue, "says that there are 2147483647 objects")]
    [InlineData("objects", -1, "says that there are -1 objects")]
    [InlineData("object kind", 2, "object 0 is of kind 2")]
    [InlineData("sightings", 1_000_000_000, "1000000000 sightings of object 0")]
    [InlineData("sightings", 0, "object 0 is never seen")]
    [InlineData("frame", 8, "object 0 is seen in frame 8")]
    [InlineData("frame", -1, "object 0 is seen in frame -1")]
    public void A_hostile_truth_file_is_refused_in_one_line(string what, int value, string expected)
    {
        Make("set", 8);
        Forge(bytes =>
        {
            // The first record: its length, the kinds of the frames, the number of objects, then the first object.
            var objects = sizeof(int) + Options.Frames;
            if (what == "frame kind")
                bytes[sizeof(int)] = (byte)value;
            else
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(what switch { "length" => 0, "objects" => objects, "object kind" => objects + 4, "sightings" => objects + 8, _ => objects + 12 }), value);
        });
        AssertRefused(expected);
    }

    [Theory]
    [InlineData(0, double.NaN, "centre")]
    [InlineData(1, 1e300, "centre")]
    [InlineData(2, -1, "radius")]
    [InlineData(3, 0, "visible share")]
    [InlineData(3, double.PositiveInfinity, "visible share")]
    public void Impossible_numbers_are_refused(int number, double value, string expected)
    {
        Make("set", 8);
        Forge(bytes => BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(int) + Options.Frames + 16 + 8 * number), value));
        AssertRefused(expected);
    }

    [Fact]
    public void Any_single_byte_that_is_changed_gives_a_truth_or_an_error_and_nothing_else()
    {
        var record = TruthRecord.Encode(new PersistenceGenerator(Options).ReadTruth(0));
        for (var at = 0; at < record.Length; at++)
        {
            var changed = (byte[])record.Clone();
            changed[at] ^= 0x81;
            TryDecode(changed);
            TryDecode(record[..at]);
        }
    }

    [Fact]
    public void A_set_of_other_clips_is_refused()
    {
        using (var writer = new ShardWriter(folder["other"], new ClipShape(1, 2, 16, 16)))
            writer.Complete(JsonSerializer.SerializeToElement(new { content = "kittens" }));
        Assert.Contains("not of persistence", Assert.Throws<MediaException>(() => PersistenceSet.Open(folder["other"])).Message);
    }

    private static void TryDecode(byte[] record)
    {
        try
        {
            var truth = TruthRecord.Decode(record, Options.Frames, Options.Size);
            Assert.All(truth.Objects.SelectMany(o => o.Sightings), s => Assert.InRange(s.Frame, 0, Options.Frames - 1));
        }
        catch (FormatException)
        {
            // Refused.
        }
    }

    private void AssertRefused(string expected)
    {
        var error = Assert.Throws<MediaException>(() =>
        {
            using var set = PersistenceSet.Open(folder["set"]);
            set.ReadTruth(0);
        });
        Assert.StartsWith(Path.Combine(folder["set"], "truth.bin"), error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains(expected.Split('|'), error.Message.Contains);
    }

    private void Forge(Action<byte[]> change)
    {
        var path = Path.Combine(folder["set"], "truth.bin");
        var bytes = File.ReadAllBytes(path);
        var honest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        change(bytes);
        File.WriteAllBytes(path, bytes);
        var index = Path.Combine(folder["set"], "index.json");
        File.WriteAllText(index, File.ReadAllText(index).Replace(honest, Convert.ToHexStringLower(SHA256.HashData(bytes)), StringComparison.Ordinal));
    }

    private void Make(string name, int samples) => PersistenceSet.Make(folder[name], Options, samples, progress: null, CancellationToken.None);

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }
}
