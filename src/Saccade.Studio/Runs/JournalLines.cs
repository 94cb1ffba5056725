using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary>Is given one whole line of a journal, without its end.</summary>
internal delegate void LineHandler(ReadOnlySpan<byte> line);

/// <summary>
/// Reads a journal as it grows: each call gives the whole lines that are new. A line that is not whole yet is left for later. Notices when the journal was cut back,
/// as a resumed training does, even where it has grown past the old place since.
/// </summary>
/// <param name="path">The journal; it need not exist yet.</param>
internal sealed class JournalLines(string path)
{
    private const int ChunkBytes = 1 << 20;
    private const int LongestLine = 16 << 20;

    // So much of what was read last is remembered and looked for again: entries hold their time, so no two are alike.
    private const int MarkBytes = 256;

    private byte[] mark = [];

    /// <summary>Byte offset of the first line that has not been read.</summary>
    public long Position { get; private set; }

    /// <summary>Where the reading stands, for whoever goes on later with <see cref="GoTo"/>.</summary>
    public string Place => $"{Position}-{Convert.ToHexStringLower(SHA256.HashData(mark))[..8]}";

    /// <summary>Goes to the end without reading.</summary>
    public void GoToEnd()
    {
        using var file = Open();
        if (file is null)
            return;
        var length = RandomAccess.GetLength(file);
        // The last line may not be whole.
        var tail = new byte[(int)Math.Min(length, ChunkBytes)];
        ReadAt(file, tail, length - tail.Length);
        Set(file, length - tail.Length + tail.AsSpan().LastIndexOf((byte)'\n') + 1);
    }

    /// <summary>Goes to where an earlier reading stood.</summary>
    /// <returns>False: there is no such place in this journal (any more).</returns>
    public bool GoTo(string place)
    {
        using var file = Open();
        if (file is null || place.Split('-') is not [var number, _] || !long.TryParse(number, out var position) || position < 0 || position > RandomAccess.GetLength(file))
            return false;
        Set(file, position);
        return Place == place;
    }

    /// <summary>Gives the new lines one by one.</summary>
    /// <param name="line">Its span lives until it returns.</param>
    /// <param name="most">Bytes that are read at most.</param>
    /// <returns>False: the journal was cut back or replaced, so what was read before is void; the next call begins at its start.</returns>
    /// <exception cref="RunException">It cannot be read, or a line has no end; names it.</exception>
    public bool Read(LineHandler line, long most = long.MaxValue)
    {
        using var file = Open();
        if (file is null || !IsWhereItWas(file))
        {
            var isNew = Position == 0;
            (Position, mark) = (0, []);
            return isNew;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var (start, filled) = (Position, 0);
            for (int read; start - Position < most && (read = ReadAt(file, buffer.AsSpan(filled), start + filled)) > 0;)
            {
                filled += read;
                var used = Give(buffer.AsSpan(0, filled), line);
                start += used;
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (filled == buffer.Length)
                    Grow(ref buffer, filled);
            }
            if (start > Position)
                Set(file, start);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <returns>How many bytes were whole lines.</returns>
    private static int Give(ReadOnlySpan<byte> bytes, LineHandler line)
    {
        var used = 0;
        for (int length; (length = bytes[used..].IndexOf((byte)'\n')) >= 0; used += length + 1)
        {
            if (length > 0)
                line(bytes.Slice(used, length));
        }
        return used;
    }

    private void Grow(ref byte[] buffer, int filled)
    {
        if (filled >= LongestLine)
            throw new RunException($"{path}: a line of it has more than {LongestLine} bytes: it is no journal");
        var larger = ArrayPool<byte>.Shared.Rent(filled * 2);
        buffer.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private bool IsWhereItWas(SafeFileHandle file)
    {
        if (RandomAccess.GetLength(file) < Position)
            return false;
        var there = new byte[mark.Length];
        return ReadAt(file, there, Position - there.Length) == there.Length && there.AsSpan().SequenceEqual(mark);
    }

    private void Set(SafeFileHandle file, long position)
    {
        mark = new byte[(int)Math.Min(position, MarkBytes)];
        ReadAt(file, mark, position - mark.Length);
        Position = position;
    }

    private int ReadAt(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        try
        {
            return RandomAccess.Read(file, bytes, offset);
        }
        catch (IOException failure)
        {
            throw Unreadable(failure);
        }
    }

    private SafeFileHandle? Open()
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(failure);
        }
    }

    private RunException Unreadable(Exception failure) => new($"{path}: cannot be read ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')})", failure);
}
