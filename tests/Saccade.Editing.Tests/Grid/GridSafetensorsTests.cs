using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Saccade.Editing.Grid;
using Saccade.Media;

namespace Saccade.Editing.Tests.Grid;

/// <summary>Grids come from safetensors as they do from npz, and a hostile file is refused in one line.</summary>
public sealed class GridSafetensorsTests : IDisposable
{
    private const string Texts = """ "__metadata__":{"video_ids":"[\"a\",\"動画 2\"]","source_video_names":"[\"source\",\"-\"]"}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Grids_are_those_that_npz_gives()
    {
        TimelineGrid[] grids = [SampleGrids.Of("a", 40, 1, source: "source"), SampleGrids.Of("動画 2", 7, 2, source: "-")];
        float[] values = [.. grids.SelectMany(g => g.Values.ToArray())];
        var bytes = values.Length * sizeof(float);
        Save($$"""
            { {{Texts}}, "values": { "dtype": "F32", "shape": [47, 20, {{values.Length / 47 / 20}}], "data_offsets": [0, {{bytes}}] },
            "steps": { "dtype": "I64", "shape": [2], "data_offsets": [{{bytes}}, {{bytes + 16}}] } }
            """, [.. MemoryMarshal.AsBytes<float>(values), .. MemoryMarshal.AsBytes<long>([40, 7])]);
        var read = GridFile.Read(folder["a.safetensors"]);
        Assert.Equal(grids.Length, read.Count);
        foreach (var (expected, actual) in grids.Zip(read))
            SampleGrids.AssertEqual(expected, actual);
    }

    [Theory]
    [InlineData("""{"values":{"dtype":"F32","shape":[1,20,9],"data_offsets":[0,720]}}""", "it has no array 'steps'")]
    [InlineData("""{"weight":{"dtype":"F32","shape":[180],"data_offsets":[0,720]}}""", "it has no array 'values'")]
    [InlineData("""{"__metadata__":{"video_ids":"a"},"values":{"dtype":"F32","shape":[1,20,9],"data_offsets":[0,720]}}""", "its metadata 'video_ids' is no JSON array of strings")]
    [InlineData("""{"__metadata__":{"video_ids":"[null]"},"values":{"dtype":"F32","shape":[1,20,9],"data_offsets":[0,720]}}""", "its metadata 'video_ids' is no JSON array of strings")]
    [InlineData("""{"values":{"dtype":"F32","shape":[1000000,20,9],"data_offsets":[0,720000000]}}""", "is not a usable safetensors file")]
    [InlineData("""{"values":{"dtype":"I64","shape":[90],"data_offsets":[0,720]}}""", "it has no array 'steps'")]
    [InlineData("frog", "is not a usable safetensors file")]
    public void A_file_that_holds_none_is_refused(string header, string expected)
    {
        Save(header, new byte[720]);
        var message = Assert.Throws<MediaException>(() => GridFile.Read(folder["a.safetensors"])).Message;
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
        Assert.Equal(message.IndexOf(folder.Path, StringComparison.Ordinal), message.LastIndexOf(folder.Path, StringComparison.Ordinal));
    }

    // The format: the header's length in eight bytes, the header, the elements.
    private void Save(string header, byte[] elements)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        File.WriteAllBytes(folder["a.safetensors"], [.. length, .. json, .. elements]);
    }
}
