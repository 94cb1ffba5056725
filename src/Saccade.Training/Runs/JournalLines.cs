using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Saccade.Training;

/// <summary>
/// Reads a journal as it grows: each call gives the whole lines that are new. A line that is not whole yet is left for later. Notices when the journal was cut back,
/// as a resumed training does, even where it has grown past the old place since. Works while the run is being trained.
/// </summary>
/// <param name="path">The journal; it need not exist yet.</param>
public sealed class JournalLines(string path)
{
    private const int LeastBlock = 4 << 10;
    private const int MostBlock = 4 << 20;
    private const int TailBytes = 1 << 20;
    private const int LongestLine = 16 << 20;

    // So much of what was read last is remembered and looked for again: entries hold their time, so no two are alike.
    private const int MarkBytes = 256;

    private byte[] mark = [];

    /// <summary>Byte offset of the first line that has not been read.</summary>
    public long Position { get; private set; }

    /// <summary>How many bytes the journal had when it was last read.</summary>
    public long Length { get; private set; }

    /// <summary>Whether there was no journal when it was last read.</summary>
    public bool IsMissing { get; private set; }

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
        var tail = new byte[(int)Math.Min(length, TailBytes)];
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

    /// <summary>Gives the new lines, as many at a time as are read at once.</summary>
    /// <param name="block">Is given whole lines, each with its end. Their memory is used again once it returns.</param>
    /// <param name="most">Bytes that are read at most, but for the last of those blocks.</param>
    /// <returns>False: the journal was cut back or replaced, so what was read before is void; the next call begins at its start.</returns>
    /// <exception cref="RunException">It cannot be read, or a line has no end; names it.</exception>
    public bool Read(Action<ReadOnlyMemory<byte>> block, long most = long.MaxValue)
    {
        using var file = Open();
        IsMissing = file is null;
        if (file is null || !IsWhereItWas(file))
        {
            var isNew = Position == 0;
            (Position, mark) = (0, []);
            return isNew;
        }
        Length = RandomAccess.GetLength(file);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(Math.Min(most, Length - Position), LeastBlock, MostBlock));
        try
        {
            var (start, filled) = (Position, 0);
            for (int read; start - Position < most && (read = ReadAt(file, buffer.AsSpan(filled), start + filled)) > 0;)
            {
                filled += read;
                var whole = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
                if (whole > 0)
                    block(buffer.AsMemory(0, whole));
                start += whole;
                buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
                filled -= whole;
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

    private RunException Unreadable(Exception failure) => new($"{path}: cannot be read ({RunException.OneLine(failure.Message)})", failure);
}
