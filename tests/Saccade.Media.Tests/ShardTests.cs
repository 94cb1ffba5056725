using System.Text.Json;

namespace Saccade.Media.Tests;

public sealed class ShardTests : IDisposable
{
    private static readonly ClipShape Shape = new(Views: 2, Frames: 3, Height: 5, Width: 7);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Clips_and_metadata_come_back_as_they_were_written()
    {
        string set = WriteSet(5);
        using var reader = new ShardReader(set);
        Assert.Equal(Shape, reader.Shape);
        Assert.Equal(5, reader.Count);
        Assert.Equal("test", reader.Metadata.GetProperty("made_by").GetString());
        byte[] buffer = new byte[reader.ClipBytes];
        foreach (int i in new[] { 4, 0, 2, 1, 3 })
        {
            reader.ReadClip(i, buffer);
            Assert.Equal(ClipBytes(i), buffer);
            Assert.Equal(i, reader.ClipMetadata(i).GetProperty("label").GetInt32());
        }
        Assert.Equal(["clips.jsonl", "index.json", "shard-00000.bin"], Names(set));
    }

    [Fact]
    public void A_view_is_one_part_of_its_clip()
    {
        using var reader = new ShardReader(WriteSet(2));
        Clip view = reader.ReadView(1, 1, new FrameRate(25, 1));
        Assert.Equal(ClipBytes(1)[(reader.ClipBytes / 2)..], view.Bytes);
        Assert.Equal((3, 5, 7), (view.Frames, view.Height, view.Width));
    }

    [Fact]
    public void Equal_sets_have_equal_hashes_and_one_changed_byte_changes_the_hash()
    {
        string hash = HashOf(WriteSet(3, "a"));
        Assert.Equal(hash, HashOf(WriteSet(3, "b")));
        Assert.NotEqual(hash, HashOf(WriteSet(3, "c", change: bytes => bytes[9] ^= 1)));
    }

    [Fact]
    public void Clips_are_spread_over_shards_of_limited_size()
    {
        int twoClips = Shape.ByteCount * 2;
        using (var writer = new ShardWriter(_folder["set"], Shape, maxShardBytes: twoClips + 1))
        {
            for (int i = 0; i < 5; i++) writer.Append(ClipBytes(i), Json("{}"));
            writer.Complete(Json("{}"));
        }
        Assert.Equal(["clips.jsonl", "index.json", "shard-00000.bin", "shard-00001.bin", "shard-00002.bin"], Names(_folder["set"]));
        Assert.Equal(twoClips, new FileInfo(Path.Combine(_folder["set"], "shard-00001.bin")).Length);
        using var reader = new ShardReader(_folder["set"]);
        byte[] buffer = new byte[reader.ClipBytes];
        for (int i = 0; i < 5; i++)
        {
            reader.ReadClip(i, buffer);
            Assert.Equal(ClipBytes(i), buffer);
        }
    }

    [Fact]
    public void A_damaged_clip_is_named_and_the_others_stay_readable()
    {
        string set = WriteSet(3);
        string shard = Path.Combine(set, "shard-00000.bin");
        Patch(shard, Shape.ByteCount + 11);
        using var reader = new ShardReader(set);
        byte[] buffer = new byte[reader.ClipBytes];
        var failure = Assert.Throws<MediaException>(() => reader.ReadClip(1, buffer));
        Assert.Equal($"{shard}: the checksum of clip 1 does not match: the file is damaged", failure.Message);
        reader.ReadClip(2, buffer);
        Assert.Equal(ClipBytes(2), buffer);
    }

    [Fact]
    public void A_truncated_shard_is_named_with_the_clip_that_is_cut()
    {
        string set = WriteSet(3);
        string shard = Path.Combine(set, "shard-00000.bin");
        using (FileStream stream = File.OpenWrite(shard)) stream.SetLength(Shape.ByteCount * 2 + 1);
        using var reader = new ShardReader(set);
        byte[] buffer = new byte[reader.ClipBytes];
        reader.ReadClip(1, buffer);
        var failure = Assert.Throws<MediaException>(() => reader.ReadClip(2, buffer));
        Assert.Equal($"{shard}: clip 2 reaches beyond its end: the file is truncated", failure.Message);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        string set = WriteSet(1);
        File.Delete(Path.Combine(set, "shard-00000.bin"));
        using var reader = new ShardReader(set);
        var failure = Assert.Throws<MediaException>(() => reader.ReadClip(0, new byte[reader.ClipBytes]));
        Assert.Contains("shard-00000.bin: there is no such file", failure.Message);
    }

    [Fact]
    public void Damaged_lines_or_a_damaged_index_are_refused_on_opening()
    {
        string set = WriteSet(3, "lines");
        Patch(Path.Combine(set, "clips.jsonl"), 60);
        Assert.Contains("clips.jsonl", Assert.Throws<MediaException>(() => new ShardReader(set)).Message);

        string second = WriteSet(3, "index");
        File.WriteAllText(Path.Combine(second, "index.json"), "{\"format\": 1}");
        Assert.Contains("index.json: it is not an index of clips", Assert.Throws<MediaException>(() => new ShardReader(second)).Message);
    }

    [Theory]
    [InlineData("\"views\": 2", "\"views\": 2000000000")]
    [InlineData("\"count\": 3", "\"count\": 4")]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"width\": 7", "\"width\": -7")]
    [InlineData("\"height\": 5", "\"height\": 50")]
    public void An_index_that_does_not_fit_its_files_is_refused(string was, string becomes)
    {
        string set = WriteSet(3);
        string index = Path.Combine(set, "index.json");
        string text = File.ReadAllText(index);
        Assert.Contains(was, text);
        File.WriteAllText(index, text.Replace(was, becomes));
        Assert.Throws<MediaException>(() => new ShardReader(set));
    }

    [Fact]
    public void An_interrupted_set_is_reported_by_reader_and_writer()
    {
        string set = WriteSet(2);
        File.Delete(Path.Combine(set, "index.json")); // what a process killed while writing leaves
        Assert.Contains("interrupted", Assert.Throws<MediaException>(() => new ShardReader(set)).Message);
        Assert.Contains("interrupted", Assert.Throws<MediaException>(() => new ShardWriter(set, Shape)).Message);
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused_and_left_alone()
    {
        File.WriteAllText(_folder["mine.txt"], "");
        var failure = Assert.Throws<MediaException>(() => new ShardWriter(_folder.Path, Shape));
        Assert.Equal($"{_folder.Path}: it is not empty: choose another folder", failure.Message);
        Assert.Equal(["mine.txt"], _folder.Entries);
    }

    [Fact]
    public void A_writer_that_does_not_complete_leaves_nothing_behind()
    {
        using (var writer = new ShardWriter(_folder["set"], Shape)) writer.Append(ClipBytes(0), Json("{}"));
        Assert.Empty(_folder.Entries);
    }

    [Fact]
    public void A_folder_that_vanishes_meanwhile_is_one_clear_error()
    {
        using var writer = new ShardWriter(_folder["set"], Shape);
        writer.Append(ClipBytes(0), Json("{}"));
        Directory.Delete(_folder["set"], recursive: true);
        var failure = Assert.Throws<MediaException>(() => writer.Complete(Json("{}")));
        Assert.Contains("cannot be written: its folder does not exist", failure.Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_clear_error()
    {
        File.WriteAllText(_folder["file"], "");
        string set = Path.Combine(_folder["file"], "set");
        var failure = Assert.Throws<MediaException>(() => new ShardWriter(set, Shape));
        Assert.StartsWith($"{set}: cannot be written: ", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_folder_without_a_set_is_said_to_be_one()
    {
        Assert.Contains("it is not a set of clips", Assert.Throws<MediaException>(() => new ShardReader(_folder.Path)).Message);
        Assert.Contains("there is no such folder", Assert.Throws<MediaException>(() => new ShardReader(_folder["none"])).Message);
    }

    [Fact]
    public void Read_ahead_follows_the_order_and_repeats_clips()
    {
        using var reader = new ShardReader(WriteSet(6));
        int[] order = [5, 1, 1, 0, 4, 5, 2, 3, 0];
        using var ahead = new ClipPrefetcher(reader, order, depth: 2);
        var seen = new List<int>();
        while (ahead.MoveNext())
        {
            seen.Add(ahead.Index);
            Assert.True(ahead.Clip.SequenceEqual(ClipBytes(ahead.Index)));
        }
        Assert.Equal(order, seen);
        Assert.False(ahead.MoveNext());
    }

    [Fact]
    public void Read_ahead_is_bounded_on_an_endless_order_and_ends_when_disposed()
    {
        using var reader = new ShardReader(WriteSet(2));
        int asked = 0;
        IEnumerable<int> Endless()
        {
            while (true) yield return Interlocked.Increment(ref asked) % 2;
        }
        using (var ahead = new ClipPrefetcher(reader, Endless(), depth: 3))
        {
            for (int i = 0; i < 10; i++) Assert.True(ahead.MoveNext());
            // One in use and three read ahead fill the four buffers; the order is asked for one index more.
            Assert.InRange(Volatile.Read(ref asked), 10, 14);
        }
        int final = asked;
        Assert.InRange(final, 10, 14);
    }

    [Fact]
    public void A_failure_while_reading_ahead_surfaces_after_the_clips_before_it()
    {
        string set = WriteSet(3);
        Patch(Path.Combine(set, "shard-00000.bin"), Shape.ByteCount * 2);
        using var reader = new ShardReader(set);
        using var ahead = new ClipPrefetcher(reader, [0, 1, 2, 0], depth: 8);
        Assert.True(ahead.MoveNext());
        Assert.True(ahead.MoveNext());
        Assert.Contains("clip 2", Assert.Throws<MediaException>(() => ahead.MoveNext()).Message);
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static string[] Names(string folder) => [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order()];

    private static byte[] ClipBytes(int index)
    {
        byte[] bytes = new byte[Shape.ByteCount];
        Pictures.Noise(bytes, (uint)index + 1);
        return bytes;
    }

    private static void Patch(string path, long offset)
    {
        using FileStream stream = File.Open(path, FileMode.Open);
        stream.Position = offset;
        int old = stream.ReadByte();
        stream.Position = offset;
        stream.WriteByte((byte)(old ^ 1));
    }

    private static string HashOf(string set)
    {
        using var reader = new ShardReader(set);
        return reader.DataHash;
    }

    private string WriteSet(int count, string name = "set", Action<byte[]>? change = null)
    {
        using var writer = new ShardWriter(_folder[name], Shape);
        for (int i = 0; i < count; i++)
        {
            byte[] clip = ClipBytes(i);
            change?.Invoke(clip);
            writer.Append(clip, Json($"{{\"label\": {i}}}"));
        }
        writer.Complete(Json("{\"made_by\": \"test\"}"));
        return writer.Folder;
    }
}
