using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Saccade.Media;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Sets;

/// <summary>
/// <c>truth.bin</c> of a stored set: one record of fixed length a clip, little-endian: class index (int64), then float64 motion parameters,
/// (T+5,3) world positions and (V,T+5,2) pixel positions. The set's index holds its SHA-256.
/// </summary>
internal sealed class TruthFile : IDisposable
{
    private readonly SafeFileHandle file;
    private readonly ClipOptions options;
    private readonly string path;

    /// <exception cref="MediaException">The file is missing or is not the one that was written with the set.</exception>
    public TruthFile(string folder, ClipOptions options, int count, string sha256)
    {
        this.options = options;
        path = Path.Combine(folder, TruthFileWriter.Name);
        file = VerifiedFile.Open(path, (long)count * RecordBytes(options), sha256);
    }

    public static int RecordBytes(ClipOptions options) =>
        sizeof(double) * (1 + Motions.Motion.MaxParameters + options.Positions * (3 + 2 * options.Views));

    /// <summary>A clip's record.</summary>
    public static byte[] Encode(ClipTruth truth, ClipOptions options)
    {
        var record = new byte[RecordBytes(options)];
        BinaryPrimitives.WriteInt64LittleEndian(record, truth.ClassIndex);
        var numbers = record.AsSpan(sizeof(long));
        Put(ref numbers, MemoryMarshal.AsBytes(truth.MotionParameters.AsSpan()));
        Put(ref numbers, MemoryMarshal.AsBytes(truth.PositionWorld.AsSpan()));
        Put(ref numbers, MemoryMarshal.AsBytes(truth.PositionPixels.AsSpan()));
        return record;
    }

    /// <summary>Reads record <paramref name="index"/>; several threads may.</summary>
    /// <exception cref="MediaException">The file has changed since it was opened, or its disk fails.</exception>
    public void Read(int index, ClipTruth truth)
    {
        Span<byte> record = stackalloc byte[4096];
        var bytes = RecordBytes(options);
        record = bytes <= record.Length ? record[..bytes] : new byte[bytes];
        try
        {
            if (RandomAccess.Read(file, record, (long)index * bytes) != bytes)
                throw new MediaException(path, $"the record of clip {index} is truncated");
        }
        catch (IOException failure)
        {
            throw new MediaException(path, $"the record of clip {index} cannot be read: {failure.Message}", failure);
        }
        var label = BinaryPrimitives.ReadInt64LittleEndian(record);
        if (label < 0 || label >= options.Classes.Count)
            throw new MediaException(path, $"clip {index} has class {label}, and there are {options.Classes.Count}: make the set again");
        (truth.SampleIndex, truth.ClassIndex) = (index, (int)label);
        ReadOnlySpan<byte> numbers = record[sizeof(long)..];
        Take(ref numbers, MemoryMarshal.AsBytes(truth.MotionParameters.AsSpan()));
        Take(ref numbers, MemoryMarshal.AsBytes(truth.PositionWorld.AsSpan()));
        Take(ref numbers, MemoryMarshal.AsBytes(truth.PositionPixels.AsSpan()));
    }

    public void Dispose() => file.Dispose();

    private static void Put(ref Span<byte> record, ReadOnlySpan<byte> part)
    {
        part.CopyTo(record);
        record = record[part.Length..];
    }

    private static void Take(ref ReadOnlySpan<byte> record, Span<byte> part)
    {
        record[..part.Length].CopyTo(part);
        record = record[part.Length..];
    }
}
