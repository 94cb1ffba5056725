using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Shared;

namespace Saccade.Media;

/// <summary>
/// Writes a set of clips to a folder, one clip at a time, in the form that <see cref="ShardFormat"/> describes. The set exists
/// once <see cref="Complete"/> has returned; disposing the writer before that, or after a failure, removes what was written.
/// Not for use by several threads at once.
/// </summary>
public sealed class ShardWriter : IDisposable
{
    private readonly bool _folderIsOurs;
    private readonly int _clipBytes;
    private readonly long _maxShardBytes;
    private readonly IncrementalHash _clipsHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<long> _shardLengths = [];
    private readonly List<string> _written = [];
    private readonly FileStream _clips;
    private FileStream? _shard;
    private bool _completed;

    /// <summary>Begins a set in a folder that is empty or does not exist yet.</summary>
    /// <param name="folder">Where; folders above it are made too.</param>
    /// <param name="shape">The shape of every clip.</param>
    /// <param name="maxShardBytes">A shard ends before it would grow beyond this; a larger clip has a shard of its own.</param>
    /// <exception cref="MediaException">The folder holds something, or cannot be written to.</exception>
    public ShardWriter(string folder, ClipShape shape, long maxShardBytes = ShardFormat.MaxShardBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _clipBytes = shape.ByteCount;
        _maxShardBytes = maxShardBytes;
        Folder = folder;
        Shape = shape;
        try
        {
            _folderIsOurs = !Directory.Exists(folder);
            Directory.CreateDirectory(folder);
            RefuseIfNotEmpty(folder);
            _clips = Create(ShardFormat.ClipsFile);
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw MediaException.CannotWrite(folder, failure);
        }
    }

    public string Folder { get; }

    public ClipShape Shape { get; }

    /// <summary>The clips appended so far.</summary>
    public int Count { get; private set; }

    /// <summary>Appends a clip of V * T * H * W * 3 bytes and what the application wants to remember about it.</summary>
    /// <exception cref="MediaException">The disk is full, or the folder has become unwritable.</exception>
    public void Append(ReadOnlySpan<byte> clip, JsonElement metadata)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        if (clip.Length != _clipBytes) throw new ArgumentException($"A clip of {Shape} has {_clipBytes} bytes, not {clip.Length}.", nameof(clip));
        try
        {
            if (_shard is null || _shard.Position + _clipBytes > _maxShardBytes)
            {
                FinishShard();
                _shard = Create(ShardFormat.ShardFile(_shardLengths.Count));
            }
            byte[] line = ClipLine.ToJson(new ClipLine(_shardLengths.Count, _shard.Position, Crc32C.Compute(clip)), metadata);
            _shard.Write(clip);
            _clips.Write(line);
            _clipsHash.AppendData(line);
            Count++;
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw MediaException.CannotWrite(Folder, failure);
        }
    }

    /// <summary>Flushes everything to disk and writes the index, with the application's metadata of the whole set.</summary>
    /// <exception cref="MediaException">The disk is full, or the folder has become unwritable.</exception>
    public void Complete(JsonElement metadata)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        try
        {
            FinishShard();
            _clips.Flush(flushToDisk: true);
            var index = new ShardIndex
            {
                Format = ShardFormat.Name,
                Version = ShardFormat.Version,
                Views = Shape.Views,
                Frames = Shape.Frames,
                Height = Shape.Height,
                Width = Shape.Width,
                Count = Count,
                Shards = _shardLengths,
                ClipsBytes = _clips.Length,
                ClipsSha256 = Convert.ToHexStringLower(_clipsHash.GetHashAndReset()),
                Metadata = metadata,
            };
            AtomicFile.Write(Path.Combine(Folder, ShardFormat.IndexFile), stream => stream.Write(index.ToJson()));
            _completed = true;
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw MediaException.CannotWrite(Folder, failure);
        }
    }

    public void Dispose()
    {
        Close(_shard);
        Close(_clips);
        _clipsHash.Dispose();
        if (_completed) return;
        foreach (string file in _written) AtomicWrite.Remove(file);
        _written.Clear();
        if (!_folderIsOurs || !Directory.Exists(Folder) || Directory.EnumerateFileSystemEntries(Folder).Any()) return;
        try
        {
            Directory.Delete(Folder);
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
        }
    }

    private static void RefuseIfNotEmpty(string folder)
    {
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) return;
        string cause = ShardReader.IsInterrupted(folder)
            ? "it holds a set of clips whose writing was interrupted: delete it, or choose another folder"
            : "it is not empty: choose another folder";
        throw new MediaException(folder, cause);
    }

    private FileStream Create(string name)
    {
        string path = Path.Combine(Folder, name);
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        _written.Add(path);
        return stream;
    }

    private void FinishShard()
    {
        if (_shard is null) return;
        _shard.Flush(flushToDisk: true);
        _shardLengths.Add(_shard.Length);
        _shard.Dispose();
        _shard = null;
    }

    // Closing flushes, which fails on a full disk; that failure was thrown already by Append or Complete.
    private static void Close(FileStream? stream)
    {
        try
        {
            stream?.Dispose();
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
        }
    }
}
