using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Saccade.Neural;

/// <summary>
/// The form before PyTorch 1.6, in which older weights are still offered: pickles of a magic number, a version, the writer's machine, what was saved, and the
/// storages' names; then each storage as its number of elements (8 bytes) and these.
/// </summary>
internal sealed class TorchLegacyFile : ITorchContainer
{
    private const long Version = 1001;

    /// <summary>The pickle of 0x1950a86a20f9469cfc6c.</summary>
    private static readonly byte[] Magic = [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E];

    private readonly FileStream _stream;
    private readonly Dictionary<string, (long Start, long Bytes)> _storages = [];

    /// <param name="stream">The file, owned from now on.</param>
    /// <exception cref="FormatException">What is wrong or refused, without the file's name.</exception>
    public TorchLegacyFile(FileStream stream)
    {
        _stream = stream;
        var head = new byte[Math.Min(stream.Length, TorchCheckpoint.LongestPickle)];
        stream.ReadExactly(head);
        var at = Magic.Length;
        if (Next() is not Version)
            throw new FormatException($"its version is not {Version}");
        if (Next() is not PickleDictionary machine || machine.Items.Find(i => i.Key is "little_endian").Value is not true)
            throw new FormatException("its numbers are not little-endian; save it again on an ordinary machine");
        Root = Next();
        if (Next() is not PickleList keys)
            throw new FormatException("it does not list its storages");
        var sizes = TorchCheckpoint.StoragesOf(Root).ToDictionary(s => s.Key, s => s);
        long place = at;
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var item in keys.Items)
        {
            if (item is not string key || !sizes.TryGetValue(TorchGlobals.Printable(key), out var storage))
                throw new FormatException("it lists a storage that no tensor uses");
            var bytes = storage.Count * storage.Type.Size();
            if (place + count.Length + bytes > stream.Length)
                throw new FormatException($"it is truncated: the storage '{storage.Key}' ends beyond the file");
            Read(stream.SafeFileHandle, count, place);
            if (BinaryPrimitives.ReadInt64LittleEndian(count) != storage.Count)
                throw new FormatException($"its storage '{storage.Key}' has another number of elements than its tensors say");
            _storages[storage.Key] = (place + count.Length, bytes);
            place += count.Length + bytes;
        }

        object? Next()
        {
            var reader = new PickleReader(head, at);
            var value = reader.Read();
            at = reader.Position;
            return value;
        }
    }

    public object? Root { get; }

    public static bool Begins(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    public long? StorageBytes(string key) => _storages.TryGetValue(key, out var storage) ? storage.Bytes : null;

    public byte[] ReadStorage(string key)
    {
        var (start, length) = _storages[key];
        var bytes = new byte[length];
        Read(_stream.SafeFileHandle, bytes, start);
        return bytes;
    }

    public void Dispose() => _stream.Dispose();

    private static void Read(SafeFileHandle handle, Span<byte> bytes, long position)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(handle, bytes, position);
            if (read == 0)
                throw new EndOfStreamException("the file ended while it was read");
            bytes = bytes[read..];
            position += read;
        }
    }
}
