using System.IO.Compression;
using System.Text;
using Saccade.Editing.Grid;
using Saccade.Media;

namespace Saccade.Editing.Tests.Grid;

/// <summary>Grids come back from npz, and a hostile file is refused in one line.</summary>
public sealed class GridNpzTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    public void Grids_come_back_as_they_were_written(int values)
    {
        var layout = GridLayout.WithValues(values)!;
        TimelineGrid[] grids = [SampleGrids.Of("a", 40, 1, layout, "source"), SampleGrids.Of("動画 2", 7, 2, layout)];
        GridNpz.Write(folder["a.npz"], grids);
        var read = GridNpz.Read(folder["a.npz"]);
        Assert.Equal(grids.Length, read.Count);
        foreach (var (expected, actual) in grids.Zip(read))
            SampleGrids.AssertEqual(expected, actual);
    }

    [Fact]
    public void The_same_grids_are_the_same_bytes()
    {
        GridNpz.Write(folder["a.npz"], [SampleGrids.Of("a", 40, 1)]);
        GridNpz.Write(folder["b.npz"], [SampleGrids.Of("a", 40, 1)]);
        Assert.Equal(File.ReadAllBytes(folder["a.npz"]), File.ReadAllBytes(folder["b.npz"]));
    }

    [Fact]
    public void Numbers_of_other_types_are_taken_as_well()
    {
        var doubles = new MemoryStream();
        foreach (var i in Enumerable.Range(0, 360))
            doubles.Write(BitConverter.GetBytes(i / 8.0));
        Save(("values", Npy("<f8", "2, 20, 9", doubles.ToArray())), ("steps", Npy("|i1", "1,", [2])), ("video_ids", Npy("|S3", "1,", "abc"u8)));
        var grid = GridNpz.Read(folder["a.npz"]).Single();
        Assert.Equal(("abc", 2, 359 / 8f), (grid.VideoId, grid.Steps, grid.Row(1)[179]));
    }

    [Theory]
    [InlineData("|O", "1, 20, 9", 8, "it holds Python objects, which are never read")]
    [InlineData(">f4", "1, 20, 9", 720, "only little-endian numbers and texts are read")]
    [InlineData("<f4", "1, 20, 9", 719, "it claims 720 bytes of elements and has 719")]
    [InlineData("<f4", "1, 20, 9", 721, "it claims 720 bytes of elements and has more")]
    [InlineData("<f4", "1000000, 1000000, 1000000", 0, "it has more elements than an array can have")]
    [InlineData("<f4", "100000000, 20", 0, "it claims 8000000000 bytes")]
    [InlineData("<f4", "1, 20, 7", 560, "its shape is (1, 20, 7), where grids are (R, 20, 9 or 12)")]
    [InlineData("<f4", "2, 20, 9", 1440, "1 numbers of steps, 1 video_ids and 1 source_video_names do not divide 2 rows")]
    public void An_array_that_is_none_is_refused(string type, string shape, int bytes, string expected)
    {
        Save(("values", Npy(type, shape, new byte[bytes])), ("steps", Npy("<i8", "1,", BitConverter.GetBytes(1L))), ("video_ids", Npy("|S1", "1,", "a"u8)));
        Assert.Contains(expected, OneLine());
    }

    [Fact]
    public void What_is_no_npz_file_of_grids_is_refused()
    {
        File.WriteAllText(folder["a.npz"], "nothing of the kind");
        Assert.Contains("it is no npz file", OneLine());
        Save(("steps", Npy("<i8", "1,", BitConverter.GetBytes(1L))));
        Assert.Contains("it has no array 'values'", OneLine());
        Save(("values", Encoding.UTF8.GetBytes("no array at all")), ("steps", Npy("<i8", "1,", BitConverter.GetBytes(1L))), ("video_ids", Npy("|S1", "1,", "a"u8)));
        Assert.Contains("array 'values': it is no array in NumPy's format", OneLine());
        Save(("values", Npy("<f4", "1, 20, 9", new byte[720])), ("steps", Npy("<i8", "1,", BitConverter.GetBytes(1L))), ("video_ids", Npy("<f4", "1,", new byte[4])));
        Assert.Contains("it holds no texts", OneLine());
    }

    private void Save(params (string Name, byte[] Array)[] arrays)
    {
        File.Delete(folder["a.npz"]);
        using var archive = ZipFile.Open(folder["a.npz"], ZipArchiveMode.Create);
        foreach (var (name, array) in arrays)
        {
            using var entry = archive.CreateEntry(name + ".npy").Open();
            entry.Write(array);
        }
    }

    private static byte[] Npy(string type, string shape, ReadOnlySpan<byte> elements)
    {
        var header = Encoding.Latin1.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header, .. elements];
    }

    private string OneLine()
    {
        var message = Assert.Throws<MediaException>(() => GridNpz.Read(folder["a.npz"])).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
