using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Saccade.Neural;

/// <summary>
/// A safetensors file opened for reading: a header length (8 bytes, little-endian), a JSON header, the data. The header is checked
/// whole when the file is opened; elements are read, converted to float32 or int32, when they are asked for.
/// </summary>
public sealed class SafetensorsFile : IWeightsFile
{
    private const int ChunkBytes = 1 << 16;

    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly Dictionary<string, StoredTensor> _byName;
    private readonly SafetensorsHeader _header;
    private readonly long _dataStart;

    private SafetensorsFile(string path, SafeFileHandle handle, SafetensorsHeader header, long dataStart)
    {
        _path = path;
        _handle = handle;
        _header = header;
        _dataStart = dataStart;
        _byName = header.Tensors.ToDictionary(tensor => tensor.Name);
    }

    public string Path => _path;

    public IReadOnlyList<StoredTensor> Tensors => _header.Tensors;

    public IReadOnlyCollection<string> Names => _byName.Keys;

    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <exception cref="WeightsException">The file is missing, unreadable, truncated, or not a safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path);
            var length = RandomAccess.GetLength(handle);
            Span<byte> prefix = stackalloc byte[8];
            if (length < prefix.Length)
                throw new FormatException("it is shorter than eight bytes");
            ReadExactly(handle, prefix, 0);
            var headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (headerBytes > SafetensorsHeader.MaxBytes || (long)headerBytes > length - prefix.Length)
                throw new FormatException($"its header claims {headerBytes} bytes, in a file of {length}");
            var json = new byte[headerBytes];
            ReadExactly(handle, json, prefix.Length);
            var dataStart = prefix.Length + json.LongLength;
            return new SafetensorsFile(path, handle, SafetensorsHeader.Parse(json, length - dataStart), dataStart);
        }
        catch (Exception e)
        {
            handle?.Dispose();
            throw e switch
            {
                FormatException => new WeightsException($"{path} is not a usable safetensors file: {e.Message}. Export or download it again.", e),
                FileNotFoundException or DirectoryNotFoundException => new WeightsException($"There is no weights file {path}.", e),
                IOException or UnauthorizedAccessException => new WeightsException($"{path} cannot be read: {e.Message}", e),
                _ => e,
            };
        }
    }

    public StoredTensor? Find(string name) => _byName.GetValueOrDefault(name);

    public IReadOnlyList<int>? ShapeOf(string name) => Find(name)?.Shape;

    public void Read(string name, Span<float> destination)
    {
        var tensor = Require(name, destination.Length);
        var elements = ChunkBytes / tensor.Type.Size();
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        for (var start = 0; start < destination.Length; start += elements)
        {
            var count = Math.Min(elements, destination.Length - start);
            tensor.Type.ToFloats(ReadChunk(tensor, start, count, buffer), destination.Slice(start, count));
        }
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Reads one tensor's elements as int32; it must be stored as integers that fit.</summary>
    /// <exception cref="WeightsException">There is no such tensor, or it has another number of elements, or the file cannot be read.</exception>
    public void ReadInts(string name, Span<int> destination)
    {
        var tensor = Require(name, destination.Length);
        if (tensor.IsFloating)
            throw new WeightsException($"{_path}: '{name}' is stored as {tensor.Type}, where integers are needed.");
        var elements = ChunkBytes / tensor.Type.Size();
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (var start = 0; start < destination.Length; start += elements)
            {
                var count = Math.Min(elements, destination.Length - start);
                tensor.Type.ToInts(ReadChunk(tensor, start, count, buffer), destination.Slice(start, count));
            }
        }
        catch (OverflowException e)
        {
            throw new WeightsException($"{_path}: '{name}' holds an integer that does not fit 32 bits.", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Fills every one of <paramref name="tensors"/> from the name behind <paramref name="prefix"/>. Names and shapes must fit exactly (names
    /// without the prefix are not looked at), or nothing is changed.
    /// </summary>
    /// <exception cref="WeightsException">They do not fit, with all names that differ, or the file cannot be read.</exception>
    public void ReadAll(IReadOnlyList<NamedTensor> tensors, string prefix)
    {
        var match = WeightsMatch.Of(tensors, this, prefix);
        if (!match.Exact)
            throw new WeightsException($"{_path} does not fit this model: {match}. Use the model that the file was made for, or load only what fits.");
        Read(match.Fitting, prefix);
    }

    public void Dispose() => _handle.Dispose();

    internal void Read(IReadOnlyList<NamedTensor> tensors, string prefix)
    {
        foreach (var (name, tensor, _) in tensors)
            Read(prefix + name, tensor.AsSpan());
    }

    private StoredTensor Require(string name, int count)
    {
        var tensor = Find(name) ?? throw new WeightsException($"{_path} holds no tensor named '{name}'.");
        return tensor.Count == count
            ? tensor
            : throw new WeightsException($"{_path}: '{name}' has {tensor.Count} elements where {count} are needed.");
    }

    private ReadOnlySpan<byte> ReadChunk(StoredTensor tensor, int start, int count, byte[] buffer)
    {
        var size = tensor.Type.Size();
        var bytes = buffer.AsSpan(0, count * size);
        try
        {
            ReadExactly(_handle, bytes, _dataStart + tensor.Offset + (long)start * size);
        }
        catch (IOException e)
        {
            throw new WeightsException($"{_path}: reading '{tensor.Name}' failed: {e.Message}", e);
        }
        return bytes;
    }

    private static void ReadExactly(SafeFileHandle handle, Span<byte> bytes, long position)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(handle, bytes, position);
            if (read == 0)
                throw new IOException("the file ended while it was read");
            bytes = bytes[read..];
            position += read;
        }
    }
}
