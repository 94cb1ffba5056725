using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Saccade.Editing.Grid.Npz;

/// <summary>An array as it lies in a .npy file, little-endian.</summary>
internal sealed class NpyArray
{
    private readonly byte[] _data;

    private NpyArray(NpyHeader header, byte[] data) => (Header, _data) = (header, data);

    public NpyHeader Header { get; }

    public IReadOnlyList<int> Shape => Header.Shape;

    /// <summary>Bytes of its elements.</summary>
    public long Bytes => _data.Length;

    public static NpyArray Of(ReadOnlySpan<float> values, params IReadOnlyList<int> shape) =>
        new(new NpyHeader(NpyType.Float32, shape), MemoryMarshal.AsBytes(values).ToArray());

    public static NpyArray Of(ReadOnlySpan<long> values, params IReadOnlyList<int> shape) =>
        new(new NpyHeader(NpyType.Int64, shape), MemoryMarshal.AsBytes(values).ToArray());

    public static NpyArray Of(ReadOnlySpan<bool> values, params IReadOnlyList<int> shape) =>
        new(new NpyHeader(NpyType.Boolean, shape), MemoryMarshal.AsBytes(values).ToArray());

    public static NpyArray Of(IReadOnlyList<string> texts)
    {
        var encoded = texts.Select(Encoding.UTF32.GetBytes).ToArray();
        var size = Math.Max(sizeof(int), encoded.Select(e => e.Length).DefaultIfEmpty().Max());
        var data = new byte[texts.Count * size];
        for (var i = 0; i < encoded.Length; i++)
            encoded[i].CopyTo(data, i * size);
        return new NpyArray(new NpyHeader(new NpyType(NpyKind.Text, size), [texts.Count]), data);
    }

    /// <param name="stream">A .npy file.</param>
    /// <param name="most">Bytes of its elements that are read at most.</param>
    /// <exception cref="FormatException">It is none, is larger than that, or says something impossible.</exception>
    /// <exception cref="EndOfStreamException">It is truncated.</exception>
    public static NpyArray Read(Stream stream, long most)
    {
        var header = NpyHeader.Read(stream);
        var bytes = (long)header.Count * header.Type.Bytes;
        most = Math.Min(most, Array.MaxLength);
        if (bytes > most)
            throw new FormatException($"it claims {bytes} bytes; at most {most} are read");
        // What the header claims is not to be trusted: memory grows with what comes.
        var data = new MemoryStream();
        var chunk = new byte[1 << 16];
        for (int read; data.Length <= bytes && (read = stream.Read(chunk)) > 0;)
            data.Write(chunk, 0, read);
        return data.Length == bytes
            ? new NpyArray(header, data.ToArray())
            : throw new FormatException($"it claims {bytes} bytes of elements and has {(data.Length > bytes ? "more" : $"{data.Length}")}");
    }

    public void Write(Stream stream)
    {
        Header.Write(stream);
        stream.Write(_data);
    }

    /// <summary>The numbers as float32.</summary>
    /// <exception cref="FormatException">It holds texts.</exception>
    public float[] ToFloats() => Header.Type == NpyType.Float32
        ? MemoryMarshal.Cast<byte, float>(_data).ToArray()
        : Convert(i => (float)Number(i));

    /// <exception cref="FormatException">It holds no whole numbers.</exception>
    public long[] ToWholeNumbers() => Header.Type.Kind is NpyKind.Signed or NpyKind.Unsigned or NpyKind.Boolean
        ? Convert(i => (long)Number(i))
        : throw new FormatException("it holds no whole numbers");

    /// <exception cref="FormatException">It holds no texts.</exception>
    public string[] ToTexts() => Header.Type.Kind switch
    {
        NpyKind.Text => Convert(i => Encoding.UTF32.GetString(Element(i)).TrimEnd('\0')),
        NpyKind.Bytes => Convert(i => Encoding.UTF8.GetString(Element(i)).TrimEnd('\0')),
        _ => throw new FormatException("it holds no texts"),
    };

    private T[] Convert<T>(Func<int, T> element)
    {
        var all = new T[Header.Count];
        for (var i = 0; i < all.Length; i++)
            all[i] = element(i);
        return all;
    }

    private ReadOnlySpan<byte> Element(int i) => _data.AsSpan(i * Header.Type.Bytes, Header.Type.Bytes);

    private double Number(int i)
    {
        var element = Element(i);
        return (Header.Type.Kind, element.Length) switch
        {
            (NpyKind.Float, 4) => BinaryPrimitives.ReadSingleLittleEndian(element),
            (NpyKind.Float, _) => BinaryPrimitives.ReadDoubleLittleEndian(element),
            (NpyKind.Boolean, _) => element[0] == 0 ? 0 : 1,
            (NpyKind.Signed, 1) => (sbyte)element[0],
            (NpyKind.Signed, 2) => BinaryPrimitives.ReadInt16LittleEndian(element),
            (NpyKind.Signed, 4) => BinaryPrimitives.ReadInt32LittleEndian(element),
            (NpyKind.Signed, _) => BinaryPrimitives.ReadInt64LittleEndian(element),
            (NpyKind.Unsigned, 1) => element[0],
            (NpyKind.Unsigned, 2) => BinaryPrimitives.ReadUInt16LittleEndian(element),
            (NpyKind.Unsigned, 4) => BinaryPrimitives.ReadUInt32LittleEndian(element),
            (NpyKind.Unsigned, _) => BinaryPrimitives.ReadUInt64LittleEndian(element),
            _ => throw new FormatException("it holds texts, not numbers"),
        };
    }
}
