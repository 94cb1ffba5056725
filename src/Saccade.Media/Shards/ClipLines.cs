using System.Security.Cryptography;
using System.Text.Json;

namespace Saccade.Media;

/// <summary>
/// The lines of <c>clips.jsonl</c>, read once: for each clip where it lies, and where its line lies so that its metadata can be
/// read later. The file's length and hash are checked against the index, each position against the shards' lengths.
/// </summary>
internal sealed class ClipLines
{
    private const int MaxLineBytes = 16 << 20;

    private readonly List<ClipLine> _lines = [];
    private readonly List<long> _starts = [0];

    private ClipLines(string path) => Path = path;

    public string Path { get; }

    public ClipLine this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _lines.Count);
            return _lines[index];
        }
    }

    /// <summary>Where the line of a clip starts in the file, and its length with the line feed.</summary>
    public (long Start, int Length) Span(int index)
    {
        _ = this[index];
        return (_starts[index], (int)(_starts[index + 1] - _starts[index]));
    }

    /// <exception cref="MediaException">The file is missing, or is not the one that the index was written for.</exception>
    public static ClipLines Read(string path, ShardIndex index)
    {
        var clips = new ClipLines(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length != index.ClipsBytes)
                throw new MediaException(path, $"it has {stream.Length} bytes where the index says {index.ClipsBytes}: truncated or replaced");
            clips.Read(stream, index);
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw MediaException.CannotRead(path, failure);
        }
        if (clips._lines.Count != index.Count)
            throw new MediaException(path, $"it has {clips._lines.Count} lines where the index says {index.Count}");
        return clips;
    }

    private void Read(FileStream stream, ShardIndex index)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        int held = 0;
        while (true)
        {
            int read = stream.Read(buffer, held, buffer.Length - held);
            if (read == 0) break;
            hash.AppendData(buffer, held, read);
            held += read;
            int start = 0;
            for (int feed; (feed = buffer.AsSpan(start, held - start).IndexOf((byte)'\n')) >= 0; start += feed + 1)
                AddLine(buffer.AsSpan(start, feed), index);
            buffer.AsSpan(start, held - start).CopyTo(buffer);
            held -= start;
            if (held < buffer.Length) continue;
            if (held >= MaxLineBytes) throw new MediaException(Path, $"the line of clip {_lines.Count} is longer than {MaxLineBytes} bytes");
            Array.Resize(ref buffer, held * 2);
        }
        if (held > 0) throw new MediaException(Path, "its last line is truncated");
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != index.ClipsSha256)
            throw new MediaException(Path, "its hash is not the one in the index: the file is damaged");
    }

    private void AddLine(ReadOnlySpan<byte> json, ShardIndex index)
    {
        int clip = _lines.Count;
        try
        {
            ClipLine line = ClipLine.Parse(json);
            bool inside = (uint)line.Shard < (uint)index.Shards.Count && line.Offset >= 0
                && line.Offset <= index.Shards[line.Shard] - index.Shape.ByteCount;
            if (!inside) throw new MediaException(Path, $"the place of clip {clip} lies outside of its shard");
            _lines.Add(line);
            _starts.Add(_starts[clip] + json.Length + 1);
        }
        catch (JsonException failure)
        {
            throw new MediaException(Path, $"the line of clip {clip} is not valid: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
