using System.Buffers.Binary;
using System.Numerics;

namespace Saccade.Export.TensorBoard;

/// <summary>
/// Frames records as TensorFlow's TFRecord files do: length (uint64), masked CRC-32C of the length (uint32), the record, masked CRC-32C of the record;
/// all little-endian. Each record is written at once, so that a reader beside it sees whole ones and at most a torn last one.
/// </summary>
internal static class RecordWriter
{
    public static void Write(Stream stream, ReadOnlySpan<byte> record)
    {
        var framed = new byte[record.Length + 16];
        BinaryPrimitives.WriteUInt64LittleEndian(framed, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(8), MaskedChecksum(framed.AsSpan(0, 8)));
        record.CopyTo(framed.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(12 + record.Length), MaskedChecksum(record));
        stream.Write(framed);
    }

    /// <summary>CRC-32C (Castagnoli), rotated and shifted so that a checksum of data that holds checksums is sound.</summary>
    internal static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
            crc = BitOperations.Crc32C(crc, value);
        crc = ~crc;
        return BitOperations.RotateRight(crc, 15) + 0xa282ead8;
    }
}
