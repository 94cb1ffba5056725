using System.IO.Compression;
using System.Text;
using Saccade.Tensors;

namespace Saccade.Neural.Tests;

/// <summary>Files of torch.save: real ones (tests/golden/make_checkpoints.py) and hostile ones, written here byte by byte.</summary>
public class TorchCheckpointTests
{
    private static readonly float[] Grid = [.. Enumerable.Range(0, 24).Select(i => (float)i)];

    [Theory]
    [InlineData("linear.pth", "")]
    [InlineData("linear_legacy.pth", "")]
    [InlineData("linear_protocol4.pth", "")]
    [InlineData("nested.pth", "state_dict.module.")]
    public void A_state_dict_is_read_in_every_form_that_pytorch_writes(string name, string prefix)
    {
        using var engine = new Engine();
        using var file = WeightsFile.Open(Golden.File(name));
        var own = file.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..]);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"], own);
        Assert.Equal([2, 3], file.ShapeOf(prefix + "0.weight"));
        Assert.Equal(Golden.Values(engine, 1, 2, 3).ToArray(), Read(file, prefix + "0.weight", 6));
        Assert.Equal(Golden.Values(engine, 4, 2).ToArray(), Read(file, prefix + "1.bias", 2));
        Assert.Equal([0f], Read(file, prefix + "1.num_batches_tracked", 1));
    }

    [Fact]
    public void Tensors_are_found_in_nested_dicts_and_lists()
    {
        using var file = WeightsFile.Open(Golden.File("nested.pth"));
        Assert.Equal([7f], Read(file, "optimiser.state.0.step", 1));
        Assert.Equal([0.25f, 0.5f], Read(file, "optimiser.rates.1", 2));
    }

    [Fact]
    public void Views_that_share_a_storage_are_read_through_their_strides()
    {
        using var file = WeightsFile.Open(Golden.File("views.pth"));
        Assert.Equal(Grid, Read(file, "whole", 24));
        Assert.Equal([.. from k in Enumerable.Range(0, 4) from i in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) select Grid[12 * i + 4 * j + k]], Read(file, "turned", 24));
        Assert.Equal([16f, 18, 20, 22], Read(file, "part", 4));
        Assert.Equal([3f, 7, 11, 15, 19, 23], Read(file, "column", 6));
        Assert.Equal([23f], Read(file, "scalar", 1));
        Assert.Empty(Read(file, "empty", 0));
        Assert.Equal([0f, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11], Read(file, "parameter", 12));
        Assert.Throws<WeightsException>(() => Read(file, "whole", 23));
        Assert.Throws<WeightsException>(() => Read(file, "other", 1));
    }

    [Theory]
    [InlineData("float32")]
    [InlineData("float64")]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    [InlineData("int64")]
    [InlineData("int32")]
    [InlineData("int16")]
    [InlineData("int8")]
    [InlineData("uint8")]
    [InlineData("bool")]
    public void Every_type_is_read_as_floats(string type)
    {
        using var file = WeightsFile.Open(Golden.File("types.pth"));
        Assert.Equal(type == "bool" ? [0f, 1, 1, 1] : [0f, 1, 3, 100], Read(file, type, 4));
    }

    [Theory]
    [InlineData("linear_module.pth", "torch.nn.modules.container.Sequential, which is refused")]
    [InlineData("expanded.pth", "more elements than its storage '0', which has 3")]
    [InlineData("complex.pth", "torch.ComplexFloatStorage, which is refused")]
    public void What_is_more_than_plain_tensors_is_refused_by_name(string name, string cause)
    {
        var message = Assert.Throws<WeightsException>(() => WeightsFile.Open(Golden.File(name))).Message;
        Assert.Contains(Golden.File(name), message);
        Assert.Contains(cause, message);
    }

    [Theory]
    [InlineData("cos\nsystem\n(X\u0004\0\0\0trueetR.", "os.system, which is refused")]
    [InlineData("cbuiltins\neval\n.", "builtins.eval, which is refused")]
    [InlineData("\u008c\u0005posix\u008c\u0006system\u0093.", "posix.system, which is refused")]
    [InlineData("ccollections\nOrderedDict\nK\u0001\u0085R.", "calls collections.OrderedDict with other arguments")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R.", "calls torch._utils._rebuild_tensor_v2 with other arguments")]
    [InlineData("ccollections\nOrderedDict\n)RK\u0001b.", "sets the state of an object (BUILD)")]
    [InlineData("ccollections\nOrderedDict\n)\u0081.", "opcode 0x81")]
    [InlineData("(ios\nsystem\n.", "opcode 0x69")]
    [InlineData("P12\n.", "opcode 0x50")]
    [InlineData("X\u0006\0\0\0modulecos\nfork\n\u0086Q.", "asks for os.fork")]
    [InlineData("K\u0001Q.", "no storage of numbers")]
    [InlineData("\u0080\u0005.", "protocol 5")]
    [InlineData("X\u00ff\u00ff\u00ff\u007f.", "truncated")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff.", "claims a string")]
    [InlineData("}", "truncated")]
    [InlineData(".", "empty stack")]
    [InlineData("t.", "closes what was not opened")]
    [InlineData("h\u0007.", "recalls place 7")]
    [InlineData("K\u0001K\u0002a.", "what is no container")]
    [InlineData("}(K\u0001u.", "a key without a value")]
    [InlineData("\u008a\u0009\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001.", "whole number of 9 bytes")]
    [InlineData("]q\u0000h\u0000a.", "nested more than")]
    public void A_hostile_pickle_is_refused_with_its_cause_and_never_run(string pickle, string cause)
    {
        using var folder = new TemporaryFolder();
        WriteZip(folder["bad.pth"], ("archive/data.pkl", Encoding.Latin1.GetBytes(pickle)));
        Refused(folder["bad.pth"], cause);
    }

    [Fact]
    public void Lists_that_multiply_themselves_are_refused_before_they_fill_the_memory()
    {
        using var folder = new TemporaryFolder();
        var pickle = new StringBuilder("]q\u0000");
        // Each list holds the one before it ten times: 10^20 values in 500 bytes.
        for (var i = 0; i < 20; i++)
            pickle.Append("](").Append(string.Concat(Enumerable.Repeat($"h{(char)i}", 10))).Append('e').Append('q').Append((char)(i + 1));
        WriteZip(folder["bad.pth"], ("a/data.pkl", Encoding.Latin1.GetBytes(pickle + ".")));
        Refused(folder["bad.pth"], "hold more than");
    }

    [Theory]
    [InlineData(0, "K\u0002", "K\u0001", 8, null)]
    [InlineData(1, "K\u0002", "K\u0001", 8, "reaches beyond its storage '0', which has 2")]
    [InlineData(0, "K\u0002", "K\u0002", 8, "reaches beyond its storage '0'")]
    [InlineData(0, "K\u0003", "K\u0000", 8, "more elements than its storage")]
    [InlineData(0, "J\u00ff\u00ff\u00ff\u00ff", "K\u0001", 8, "no count below 2^31")]
    [InlineData(0, "K\u0002", "J\u00ff\u00ff\u00ff\u00ff", 8, "no count below 2^31")]
    [InlineData(0, "K\u0002", "\u008a\u0008\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001", 8, "no count below 2^31")]
    [InlineData(0, "N", "K\u0001", 8, "not made of whole numbers")]
    [InlineData(0, "K\u0002", "K\u0001", 4, "of 8 bytes, but the file has 4 of it")]
    public void Extents_strides_and_storages_are_checked_before_anything_is_read(int offset, string extent, string stride, int bytes, string? cause)
    {
        using var folder = new TemporaryFolder();
        var pickle = $"}}X\u0001\0\0\0xctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\0\u0030X\u0003\0\0\0cpuK\u0002tQK{(char)offset}{extent}\u0085{stride}\u0085\u0089}}tRs.";
        WriteZip(folder["x.pth"], ("a/data.pkl", Encoding.Latin1.GetBytes(pickle)), ("a/data/0", new byte[bytes]));
        if (cause is not null)
        {
            Refused(folder["x.pth"], cause);
            return;
        }
        using var file = WeightsFile.Open(folder["x.pth"]);
        Assert.Equal([0f, 0], Read(file, "x", 2));
    }

    [Fact]
    public void Compressed_entries_strange_archives_and_other_byte_orders_are_refused()
    {
        using var folder = new TemporaryFolder();
        using (var zip = ZipFile.Open(folder["bomb.pth"], ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("a/data.pkl", CompressionLevel.Optimal).Open())
            entry.Write(new byte[1 << 20]);
        Refused(folder["bomb.pth"], "is compressed, as torch.save never does");
        WriteZip(folder["none.pth"], ("a/model.json", [1]));
        Refused(folder["none.pth"], "0 files data.pkl");
        WriteZip(folder["two.pth"], ("a/data.pkl", [1]), ("../../b/data.pkl", [1]));
        Refused(folder["two.pth"], "2 files data.pkl");
        WriteZip(folder["big.pth"], ("a/data.pkl", "}."u8.ToArray()), ("a/byteorder", "big"u8.ToArray()));
        Refused(folder["big.pth"], "not little-endian");
        Assert.Equal(["big.pth", "bomb.pth", "none.pth", "two.pth"], folder.Entries.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("linear.pth")]
    [InlineData("linear_legacy.pth")]
    public void A_truncated_file_is_refused_wherever_it_ends(string name)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(Golden.File(name));
        for (var length = 16; length < whole.Length; length += 61)
        {
            File.WriteAllBytes(folder["cut.pth"], whole[..length]);
            Refused(folder["cut.pth"], folder["cut.pth"]);
        }
    }

    [Theory]
    [InlineData("linear.pth")]
    [InlineData("linear_legacy.pth")]
    [InlineData("views.pth")]
    public void A_changed_byte_is_refused_or_read_but_never_anything_else(string name)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(Golden.File(name));
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= (byte)(1 << at % 8);
            File.WriteAllBytes(folder["changed.pth"], changed);
            try
            {
                using var file = WeightsFile.Open(folder["changed.pth"]);
                foreach (var tensor in file.Names)
                    file.Read(tensor, new float[file.ShapeOf(tensor)!.Aggregate(1, (count, extent) => count * extent)]);
            }
            catch (WeightsException refused)
            {
                Assert.Contains(folder["changed.pth"], refused.Message);
            }
        }
    }

    private static void Refused(string path, string cause) =>
        Assert.Contains(cause, Assert.Throws<WeightsException>(() => WeightsFile.Open(path).Dispose()).Message);

    private static float[] Read(IWeightsFile file, string name, int count)
    {
        var values = new float[count];
        file.Read(name, values);
        return values;
    }

    private static void WriteZip(string path, params (string Name, byte[] Content)[] entries)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(content);
        }
    }
}
