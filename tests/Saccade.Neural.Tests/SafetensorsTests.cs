using System.Buffers.Binary;
using System.Text;
using Saccade.Tensors;

namespace Saccade.Neural.Tests;

public class SafetensorsTests
{
    [Fact]
    public void What_is_written_is_read_back_with_metadata_and_counts()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        var written = new TinyModule(engine, 3, new TinyModule(engine, 40_000));
        written.Initialize();
        written.Seen.AsSpan()[0] = 77;
        var writer = new SafetensorsWriter { Metadata = { ["made_by"] = "a \"test\"" } };
        written.SaveWeights(writer, "model.");
        writer.Write(folder["weights"]);

        var read = new TinyModule(engine, 3, new TinyModule(engine, 40_000));
        using var file = SafetensorsFile.Open(folder["weights"]);
        read.LoadWeights(file, "model.");
        Assert.Equal("a \"test\"", file.Metadata["made_by"]);
        Assert.Equal(StoredType.I64, file.Find("model.seen")!.Type);
        foreach (var (expected, actual) in written.State().Zip(read.State()))
            Assert.Equal(expected.Tensor.ToArray(), actual.Tensor.ToArray());
        Assert.Equal(["weights"], folder.Entries);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_by_name_and_change_nothing()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        var written = new TinyModule(engine, 3, new TinyModule(engine, 4));
        written.Initialize();
        written.SaveWeights(folder["weights"]);
        var other = new TinyModule(engine, 5);
        var message = Assert.Throws<WeightsException>(() => other.LoadWeights(folder["weights"])).Message;
        Assert.Contains("unexpected: child.seen, child.weight", message);
        Assert.Contains("misshapen: weight ([3, 2] in the file, [5, 2] in the model)", message);
        Assert.True(float.IsNaN(other.Weight.AsSpan()[0]));
        var missing = new TinyModule(engine, 3, new TinyModule(engine, 4, new TinyModule(engine, 1)));
        Assert.Contains("missing: child.child.weight, child.child.seen", Assert.Throws<WeightsException>(() => missing.LoadWeights(folder["weights"])).Message);
        var match = missing.LoadMatchingWeights(folder["weights"]);
        Assert.Equal(4, match.Fitting.Count);
        Assert.Equal(["child.child.weight", "child.child.seen"], match.Missing);
        Assert.Equal(written.Weight.ToArray(), missing.Weight.ToArray());
    }

    [Theory]
    [InlineData("BOOL", "01", 1)]
    [InlineData("U8", "FF", 255)]
    [InlineData("I8", "FF", -1)]
    [InlineData("I16", "FEFF", -2)]
    [InlineData("U16", "FEFF", 65534)]
    [InlineData("F16", "0042", 3)]
    [InlineData("BF16", "40C0", -3)]
    [InlineData("I32", "FFFFFFFF", -1)]
    [InlineData("U32", "02000000", 2)]
    [InlineData("F32", "00000040", 2)]
    [InlineData("F64", "0000000000000040", 2)]
    [InlineData("I64", "FEFFFFFFFFFFFFFF", -2)]
    [InlineData("U64", "0200000000000000", 2)]
    public void Every_stored_type_is_read_as_floats_and_every_integer_as_ints(string type, string hex, float value)
    {
        using var folder = new TemporaryFolder();
        var data = Convert.FromHexString(hex);
        Write(folder["x"], $$$"""{"x":{"dtype":"{{{type}}}","shape":[1],"data_offsets":[0,{{{data.Length}}}]}}""", data);
        using var file = SafetensorsFile.Open(folder["x"]);
        var floats = new float[1];
        file.Read("x", floats);
        Assert.Equal(value, floats[0]);
        var ints = new int[1];
        if (type.Contains('F'))
        {
            Assert.Throws<WeightsException>(() => file.ReadInts("x", ints));
            return;
        }
        file.ReadInts("x", ints);
        Assert.Equal((int)value, ints[0]);
    }

    [Theory]
    [InlineData("not json", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"x":1}""", "not valid JSON")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2]}}""", "lacks dtype, shape or data_offsets")]
    [InlineData("""{"x":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", "element type 'F31'")]
    [InlineData("""{"x":{"dtype":"9","shape":[2],"data_offsets":[0,8]}}""", "element type '9'")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "spans 4 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "not a begin and an end")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "not a begin and an end")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "not a count")]
    [InlineData("""{"x":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,0]}}""", "more than 2^31-1 elements")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "9 axes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "truncated")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "an overlap or a hole")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "an overlap or a hole")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "4 bytes follow the last tensor")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "'x' twice")]
    [InlineData("""{"__metadata__":{"a":1},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "not a string")]
    [InlineData("""{"x":{"dtype":"F32","shape":[[[[2]]]],"data_offsets":[0,8]}}""", "not valid JSON")]
    public void A_hostile_header_is_refused_with_its_cause(string header, string cause)
    {
        using var folder = new TemporaryFolder();
        Write(folder["bad"], header, new byte[8]);
        var message = Assert.Throws<WeightsException>(() => SafetensorsFile.Open(folder["bad"])).Message;
        Assert.Contains(folder["bad"], message);
        Assert.Contains(cause, message);
    }

    [Theory]
    [InlineData(new byte[0], "shorter than eight bytes")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 1 }, "claims 18446744073709551615 bytes")]
    [InlineData(new byte[] { 100, 0, 0, 0, 0, 0, 0, 0, 1 }, "claims 100 bytes")]
    public void A_wrong_header_length_is_refused_before_anything_is_allocated(byte[] content, string cause)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["bad"], content);
        Assert.Contains(cause, Assert.Throws<WeightsException>(() => SafetensorsFile.Open(folder["bad"])).Message);
    }

    [Fact]
    public void A_missing_file_and_an_unwritable_folder_are_named_and_leave_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        Assert.Contains("There is no weights file", Assert.Throws<WeightsException>(() => SafetensorsFile.Open(folder["none"])).Message);
        var module = new TinyModule(engine, 1);
        var path = folder["none/weights"];
        Assert.Contains(path, Assert.Throws<WeightsException>(() => module.SaveWeights(path)).Message);
        Assert.Empty(folder.Entries);
    }

    private static void Write(string path, string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        File.WriteAllBytes(path, [.. length, .. json, .. data]);
    }
}
