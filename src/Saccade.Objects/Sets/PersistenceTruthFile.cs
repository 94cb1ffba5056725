using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Trajectories.Sets;

namespace Saccade.Objects.Sets;

/// <summary>
/// <c>truth.bin</c> of a set of objects: for each clip an int32 length, little-endian, and a <see cref="TruthRecord"/> of so many bytes. The set's index holds its
/// length and its SHA-256. Reads are thread-safe.
/// </summary>
internal sealed class PersistenceTruthFile : IDisposable
{
    private readonly SafeFileHandle file;
    private readonly string path;
    private readonly PersistenceClipOptions options;

    // Where each clip's record begins, and where the last one ends.
    private readonly long[] offsets;

    /// <exception cref="MediaException">The file is missing, is not the one that was written with the set, or is none of this form.</exception>
    public PersistenceTruthFile(string folder, PersistenceClipOptions options, int count, long bytes, string sha256)
    {
        this.options = options;
        path = Path.Combine(folder, TruthFileWriter.Name);
        file = VerifiedFile.Open(path, bytes, sha256);
        try
        {
            offsets = FindRecords(count, bytes);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A clip's record with its length before it.</summary>
    public static byte[] Encode(ClipObjects truth)
    {
        var record = TruthRecord.Encode(truth);
        var withLength = new byte[sizeof(int) + record.Length];
        BinaryPrimitives.WriteInt32LittleEndian(withLength, record.Length);
        record.CopyTo(withLength, sizeof(int));
        return withLength;
    }

    /// <exception cref="MediaException">The record is wrong, the file has changed since it was opened, or its disk fails.</exception>
    public ClipObjects Read(int index)
    {
        var record = new byte[offsets[index + 1] - offsets[index] - sizeof(int)];
        Read(record, offsets[index] + sizeof(int), index);
        try
        {
            return TruthRecord.Decode(record, options.Frames, options.Size);
        }
        catch (FormatException wrong)
        {
            throw new MediaException(path, $"the record of clip {index} is wrong: {wrong.Message}", wrong);
        }
    }

    public void Dispose() => file.Dispose();

    private long[] FindRecords(int count, long bytes)
    {
        // Each record has its length and its frames at least: a false count is found before room is made for it.
        if (bytes < count * (long)(sizeof(int) + options.Frames))
            throw new MediaException(path, $"{bytes} bytes are too few for {count} clips: make the set again");
        var most = TruthRecord.MostBytes(options.Frames);
        var found = new long[count + 1];
        var length = new byte[sizeof(int)];
        for (var index = 0; index < count; index++)
        {
            Read(length, found[index], index);
            var record = BinaryPrimitives.ReadInt32LittleEndian(length);
            if (record < 0 || record > most || found[index] + sizeof(int) + record > bytes)
                throw new MediaException(path, $"the record of clip {index} says that it has {record} bytes: make the set again");
            found[index + 1] = found[index] + sizeof(int) + record;
        }
        return found[count] == bytes ? found : throw new MediaException(path, $"{bytes - found[count]} bytes follow its last record: make the set again");
    }

    private void Read(Span<byte> buffer, long offset, int index)
    {
        try
        {
            if (RandomAccess.Read(file, buffer, offset) != buffer.Length)
                throw new MediaException(path, $"the record of clip {index} is truncated");
        }
        catch (IOException failure)
        {
            throw new MediaException(path, $"the record of clip {index} cannot be read: {failure.Message}", failure);
        }
    }
}
