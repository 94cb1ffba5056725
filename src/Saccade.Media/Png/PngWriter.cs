using System.Buffers.Binary;
using System.IO.Compression;

namespace Saccade.Media;

/// <summary>Writes frames as PNG: 8-bit RGB, not interlaced, each row with the filter that leaves the smallest differences.</summary>
public static class PngWriter
{
    /// <summary>Writes the file whole or not at all.</summary>
    /// <exception cref="MediaException">The folder is missing or not writable, or the disk is full.</exception>
    public static void Write(string path, Frame frame)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] png = Encode(frame);
        AtomicFile.Write(path, stream => stream.Write(png));
    }

    /// <summary>The bytes of the PNG file, for example to be embedded in a page.</summary>
    public static byte[] Encode(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        using var png = new MemoryStream();
        png.Write(PngFormat.Signature);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, frame.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], frame.Height);
        header[8] = 8;
        header[9] = (byte)PngColourType.Rgb;
        header[10..].Clear(); // deflate, the five standard filters, no interlace
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Compress(frame));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(Frame frame)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            int size = frame.Width * 3;
            byte[] above = new byte[size], best = new byte[size + 1], candidate = new byte[size + 1];
            for (int y = 0; y < frame.Height; y++)
            {
                long smallest = long.MaxValue;
                for (int filter = 0; filter < PngFilter.Count; filter++)
                {
                    candidate[0] = (byte)filter;
                    long sum = PngFilter.Apply(filter, frame.Row(y), above, 3, candidate.AsSpan(1));
                    if (sum >= smallest) continue;
                    smallest = sum;
                    (best, candidate) = (candidate, best);
                }
                zlib.Write(best);
                frame.Row(y).CopyTo(above);
            }
        }
        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        var crc = new Crc32();
        crc.Append(type);
        crc.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc.Value);
        png.Write(number);
    }
}
