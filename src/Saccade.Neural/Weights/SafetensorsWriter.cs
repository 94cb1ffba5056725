using System.Buffers.Binary;
using Saccade.Shared;
using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>
/// Collects tensors and writes them as one safetensors file, laid out as the format's own writer does (wider types first, then by name):
/// the same tensors give the same bytes, whoever wrote them.
/// </summary>
public sealed class SafetensorsWriter
{
    private const int ChunkElements = 1 << 13;

    private readonly Dictionary<string, NamedTensor> _tensors = [];

    /// <summary>Free text by key, kept in the header.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>Adds a tensor, whose values are read when the file is written.</summary>
    public void Add(NamedTensor tensor)
    {
        if (tensor.StoredAs is not (StoredType.F32 or StoredType.I64))
            throw new ArgumentException($"'{tensor.Name}': only F32 and I64 are written.", nameof(tensor));
        if (!_tensors.TryAdd(tensor.Name, tensor))
            throw new ArgumentException($"'{tensor.Name}' was added before.", nameof(tensor));
    }

    /// <summary>Adds several, each name behind <paramref name="prefix"/>.</summary>
    public void Add(IEnumerable<NamedTensor> tensors, string prefix)
    {
        foreach (var tensor in tensors)
            Add(tensor with { Name = prefix + tensor.Name });
    }

    /// <summary>Writes the file so that it is either the old or the new one, never a part.</summary>
    /// <exception cref="WeightsException">The folder cannot be written or the disk is full.</exception>
    public void Write(string path) => AtomicWrite.Run(
        path, Write, failure => new WeightsException(
            $"{path} cannot be written: {failure.Message} Nothing was changed; {(failure is DirectoryNotFoundException ? "make the folder first or choose another" : "free space or choose another folder")}.", failure));

    /// <summary>Writes to an open stream, for a caller that looks after the file itself.</summary>
    public void Write(Stream stream)
    {
        var ordered = _tensors.Values.OrderByDescending(t => t.StoredAs).ThenBy(t => t.Name, StringComparer.Ordinal).ToArray();
        var header = new SafetensorsHeader();
        foreach (var (key, value) in Metadata)
            header.Metadata.Add(key, value);
        var offset = 0L;
        foreach (var (name, tensor, storedAs) in ordered)
        {
            var extents = new int[tensor.Shape.Rank];
            tensor.Shape.CopyTo(extents);
            var bytes = (long)tensor.Count * storedAs.Size();
            header.Tensors.Add(new StoredTensor(name, storedAs, extents, offset, bytes));
            offset += bytes;
        }
        var json = header.ToBytes();
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.LongLength);
        stream.Write(length);
        stream.Write(json);
        var buffer = new byte[ChunkElements * sizeof(long)];
        foreach (var (_, tensor, storedAs) in ordered)
            WriteElements(stream, tensor, storedAs, buffer);
    }

    private static void WriteElements(Stream stream, Tensor tensor, StoredType storedAs, byte[] buffer)
    {
        for (var start = 0; start < tensor.Count; start += ChunkElements)
        {
            var values = tensor.AsSpan().Slice(start, Math.Min(ChunkElements, tensor.Count - start));
            var bytes = buffer.AsSpan(0, values.Length * storedAs.Size());
            storedAs.FromFloats(values, bytes);
            stream.Write(bytes);
        }
    }
}
