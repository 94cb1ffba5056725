using System.Numerics;
using System.Runtime.InteropServices;

namespace Saccade.Media;

/// <summary>CRC-32C (Castagnoli), which processors compute eight bytes at a time: all ones before, inverted after.</summary>
internal static class Crc32C
{
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        foreach (byte last in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, last);
        return ~crc;
    }
}
