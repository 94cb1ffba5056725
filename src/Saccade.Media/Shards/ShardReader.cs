using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Saccade.Media;

/// <summary>
/// Reads the clips of a set (see <see cref="ShardFormat"/>) in any order into the caller's buffers. Every read verifies the
/// clip's checksum. Holds about 30 bytes a clip in memory; metadata is read from disk when asked for. Reads are thread-safe.
/// </summary>
public sealed class ShardReader : IDisposable
{
    private const long MaxIndexBytes = 64L << 20;

    private readonly SafeFileHandle?[] _shards;
    private readonly SafeFileHandle _clips;
    private readonly ClipLines _lines;

    /// <exception cref="MediaException">
    /// There is no set of clips here, its writing was interrupted, or its index does not fit its files. A shard that is missing
    /// or damaged is reported by the reads of its clips, so that the others stay readable.
    /// </exception>
    public ShardReader(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
        byte[] json = ReadIndex(folder);
        DataHash = Convert.ToHexStringLower(SHA256.HashData(json));
        ShardIndex index = ShardIndex.Parse(json, Path.Combine(folder, ShardFormat.IndexFile));
        Shape = index.Shape;
        ClipBytes = Shape.ByteCount;
        Count = index.Count;
        Metadata = index.Metadata;
        _lines = ClipLines.Read(Path.Combine(folder, ShardFormat.ClipsFile), index);
        _clips = File.OpenHandle(_lines.Path);
        _shards = new SafeFileHandle?[index.Shards.Count];
        for (int i = 0; i < _shards.Length; i++)
        {
            string shard = ShardPath(i);
            try
            {
                _shards[i] = File.Exists(shard) ? File.OpenHandle(shard, options: FileOptions.RandomAccess) : null;
            }
            catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
            {
                Dispose();
                throw MediaException.CannotRead(shard, failure);
            }
        }
    }

    public string Folder { get; }

    public ClipShape Shape { get; }

    /// <summary>The bytes of one clip: V * T * H * W * 3.</summary>
    public int ClipBytes { get; }

    public int Count { get; }

    /// <summary>What the application stored with the whole set.</summary>
    public JsonElement Metadata { get; }

    /// <summary>
    /// SHA-256 of the index in lower-case hexadecimal digits. The index holds the hash of the clips' lines and those hold each
    /// clip's checksum, so two sets with the same hash hold the same clips and metadata.
    /// </summary>
    public string DataHash { get; }

    /// <summary>True when a set of clips was begun in this folder and never completed.</summary>
    public static bool IsInterrupted(string folder) =>
        File.Exists(Path.Combine(folder, ShardFormat.ClipsFile)) && !File.Exists(Path.Combine(folder, ShardFormat.IndexFile));

    /// <summary>Reads clip <paramref name="index"/>, (V, T, H, W, 3), into <paramref name="destination"/> of <see cref="ClipBytes"/> bytes.</summary>
    /// <exception cref="MediaException">The shard is missing, truncated or damaged; the message names it and the clip.</exception>
    public void ReadClip(int index, Span<byte> destination)
    {
        if (destination.Length != ClipBytes)
            throw new ArgumentException($"A clip has {ClipBytes} bytes, the destination {destination.Length}.", nameof(destination));
        ClipLine line = _lines[index];
        string shard = ShardPath(line.Shard);
        SafeFileHandle handle = _shards[line.Shard] ?? throw new MediaException(shard, $"there is no such file, and clip {index} lies in it");
        try
        {
            for (int done = 0; done < ClipBytes;)
            {
                int read = RandomAccess.Read(handle, destination[done..], line.Offset + done);
                if (read == 0) throw new MediaException(shard, $"clip {index} reaches beyond its end: the file is truncated");
                done += read;
            }
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw new MediaException(shard, $"clip {index} cannot be read: {failure.Message}", failure);
        }
        if (Crc32C.Compute(destination) != line.Checksum)
            throw new MediaException(shard, $"the checksum of clip {index} does not match: the file is damaged");
    }

    /// <summary>One view of a clip as a new <see cref="Clip"/>, for showing it. The set knows no frame rate, so the caller says it.</summary>
    /// <exception cref="MediaException">As <see cref="ReadClip(int, Span{byte})"/>.</exception>
    public Clip ReadView(int index, int view, FrameRate rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(view);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(view, Shape.Views);
        byte[] all = new byte[ClipBytes];
        ReadClip(index, all);
        int size = ClipBytes / Shape.Views;
        return new Clip(Shape.Frames, Shape.Height, Shape.Width, rate, all.AsSpan(view * size, size).ToArray());
    }

    /// <summary>What the application stored with clip <paramref name="index"/>.</summary>
    /// <exception cref="MediaException">The file of the clips' lines has changed since the set was opened.</exception>
    public JsonElement ClipMetadata(int index)
    {
        (long start, int length) = _lines.Span(index);
        byte[] json = new byte[length];
        try
        {
            if (RandomAccess.Read(_clips, json, start) != length) throw new MediaException(_lines.Path, $"the line of clip {index} is truncated");
            return JsonElement.Parse(json).GetProperty("metadata");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException || MediaException.IsFileSystemFailure(failure))
        {
            throw new MediaException(_lines.Path, $"the line of clip {index} cannot be read: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        _clips.Dispose();
        foreach (SafeFileHandle? shard in _shards) shard?.Dispose();
    }

    private static byte[] ReadIndex(string folder)
    {
        string path = Path.Combine(folder, ShardFormat.IndexFile);
        if (!Directory.Exists(folder)) throw new MediaException(folder, "there is no such folder");
        if (IsInterrupted(folder))
            throw new MediaException(folder, "its index is missing because its writing was interrupted: delete the folder and make the set again");
        if (!File.Exists(path)) throw new MediaException(folder, $"it is not a set of clips (it has no {ShardFormat.IndexFile})");
        return WholeFile.Read(path, MaxIndexBytes);
    }

    private string ShardPath(int shard) => Path.Combine(Folder, ShardFormat.ShardFile(shard));
}
