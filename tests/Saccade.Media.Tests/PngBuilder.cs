using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Saccade.Media.Tests;

/// <summary>Builds PNG files chunk by chunk, well-formed or not, independently of the product's own writer.</summary>
internal sealed class PngBuilder
{
    private readonly List<byte> _bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public PngBuilder Header(int width, int height, int depth, int colourType, int interlace = 0)
    {
        byte[] data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = ((byte)depth, (byte)colourType, (byte)interlace);
        return Chunk("IHDR", data);
    }

    public PngBuilder Pixels(params byte[] rows)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(rows);
        return Chunk("IDAT", compressed.ToArray());
    }

    public PngBuilder Chunk(string type, params byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        _bytes.AddRange(BigEndian((uint)data.Length));
        _bytes.AddRange(body);
        _bytes.AddRange(BigEndian(Crc(body)));
        return this;
    }

    /// <summary>The file so far, ended by IEND.</summary>
    public byte[] Build() => [.. Chunk("IEND")._bytes];

    private static byte[] BigEndian(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    // Bit by bit, as the PNG specification defines it.
    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
        }
        return ~crc;
    }
}
