using System.Buffers.Binary;
using System.IO.Compression;

namespace Saccade.Media;

/// <summary>
/// Reads PNG files of every colour type, bit depth and interlacing into 8-bit RGB. 16 bits are rounded to 8; transparency is
/// composited on black; colour profiles and gamma are ignored. Files are treated as hostile: lengths, checksums and sizes
/// are checked before memory is taken, and the pixel data is expanded only as far as the header says.
/// </summary>
public static class PngReader
{
    private const long MaxFileBytes = 1L << 30;

    // Deflate cannot expand by more than 1032 to 1, so a header that promises more than that lies.
    private const int MaxExpansion = 1032;

    /// <exception cref="MediaException">There is no such file, or it is not a whole PNG within the limits.</exception>
    public static Frame Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Decode(WholeFile.Read(path, MaxFileBytes), path);
    }

    /// <summary>Reads a PNG held in memory; <paramref name="name"/> stands for it in errors.</summary>
    /// <exception cref="MediaException">It is not a whole PNG within the limits.</exception>
    public static Frame Decode(ReadOnlySpan<byte> file, string name)
    {
        if (!file.StartsWith(PngFormat.Signature)) throw new MediaException(name, "it is not a PNG file");
        var rest = file[PngFormat.Signature.Length..];
        ReadOnlySpan<byte> header = NextChunk(ref rest, name, out uint type);
        if (type != Type("IHDR")) throw new MediaException(name, "its first PNG chunk is not the header");
        var format = PngFormat.Parse(header, name);
        var colours = new PngColours(format);
        using var compressed = new MemoryStream();
        for (bool ended = false; !ended;)
        {
            ReadOnlySpan<byte> chunk = NextChunk(ref rest, name, out type);
            if (type == Type("IDAT")) compressed.Write(chunk);
            else if (type == Type("PLTE")) colours.SetPalette(chunk, name);
            else if (type == Type("tRNS")) colours.SetTransparency(chunk, name);
            else if (type == Type("IEND")) ended = true;
            else if ((type & 0x2000_0000) == 0) // an upper-case first letter marks a chunk that must be understood
                throw new MediaException(name, "it holds a critical PNG chunk of an unknown kind");
        }
        if (format.ColourType == PngColourType.Palette && !colours.HasPalette) throw new MediaException(name, "its palette is missing");
        if (compressed.Length * MaxExpansion < format.DataBytes())
            throw new MediaException(name, $"its {compressed.Length} bytes of pixel data cannot hold {format.Width} x {format.Height} pixels: truncated");
        compressed.Position = 0;
        return Expand(compressed, format, colours, name);
    }

    private static Frame Expand(Stream compressed, PngFormat format, PngColours colours, string name)
    {
        var frame = new Frame(format.Width, format.Height);
        try
        {
            using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
            foreach (PngPass pass in format.Passes())
            {
                int rowBytes = format.RowBytes(pass.Width);
                byte[] row = new byte[1 + rowBytes], above = new byte[1 + rowBytes];
                for (int y = 0; y < pass.Height; y++)
                {
                    zlib.ReadExactly(row);
                    if (!PngFilter.Restore(row[0], row.AsSpan(1), above.AsSpan(1), format.PixelBytes))
                        throw new MediaException(name, $"row filter {row[0]} does not exist: its pixel data is damaged");
                    Span<byte> target = frame.Row(pass.Y0 + y * pass.Dy)[(pass.X0 * 3)..];
                    colours.WriteRow(row.AsSpan(1), pass.Width, target, pass.Dx, name);
                    (row, above) = (above, row);
                }
            }
        }
        catch (EndOfStreamException failure)
        {
            throw new MediaException(name, "its pixel data ends too early: truncated", failure);
        }
        catch (InvalidDataException failure)
        {
            throw new MediaException(name, "its pixel data is damaged", failure);
        }
        return frame;
    }

    private static ReadOnlySpan<byte> NextChunk(ref ReadOnlySpan<byte> rest, string name, out uint type)
    {
        if (rest.Length < 12) throw new MediaException(name, "it ends before its last PNG chunk: truncated");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - 12) throw new MediaException(name, "a PNG chunk is longer than what is left of the file: truncated");
        type = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
        ReadOnlySpan<byte> data = rest.Slice(8, (int)length);
        var crc = new Crc32();
        crc.Append(rest.Slice(4, 4 + (int)length));
        if (crc.Value != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]))
            throw new MediaException(name, "the checksum of a PNG chunk does not match: the file is damaged");
        rest = rest[(12 + (int)length)..];
        return data;
    }

    private static uint Type(string name) => BinaryPrimitives.ReadUInt32BigEndian(System.Text.Encoding.ASCII.GetBytes(name));
}
