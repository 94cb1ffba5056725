using System.Buffers.Binary;

namespace Saccade.Media;

internal enum PngColourType : byte
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}

/// <summary>What the header of a PNG says, checked against what the format allows and what a <see cref="Frame"/> may hold.</summary>
internal sealed record PngFormat(int Width, int Height, int BitDepth, PngColourType ColourType, bool Interlaced)
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public int Channels => ColourType switch
    {
        PngColourType.Rgb => 3,
        PngColourType.GrayAlpha => 2,
        PngColourType.Rgba => 4,
        _ => 1,
    };

    /// <summary>The distance that row filters look back: one whole pixel, at least one byte.</summary>
    public int PixelBytes => Math.Max(Channels * BitDepth / 8, 1);

    /// <summary>The bytes of a row of <paramref name="width"/> pixels, without its filter byte.</summary>
    public int RowBytes(int width) => (int)(((long)width * Channels * BitDepth + 7) / 8);

    /// <summary>
    /// The passes in which the pixels are stored: (x0, y0, dx, dy) for each, one for a plain picture and seven for an
    /// interlaced one (Adam7), empty ones left out.
    /// </summary>
    public IEnumerable<PngPass> Passes()
    {
        PngPass[] all = Interlaced
            ? [Pass(0, 0, 8, 8), Pass(4, 0, 8, 8), Pass(0, 4, 4, 8), Pass(2, 0, 4, 4), Pass(0, 2, 2, 4), Pass(1, 0, 2, 2), Pass(0, 1, 1, 2)]
            : [Pass(0, 0, 1, 1)];
        return all.Where(pass => pass.Width > 0 && pass.Height > 0);
    }

    /// <summary>The bytes of all rows with their filter bytes: what the compressed data must expand to.</summary>
    public long DataBytes() => Passes().Sum(pass => (long)pass.Height * (1 + RowBytes(pass.Width)));

    /// <exception cref="MediaException">The header is not one that PNG allows, or asks for too large a picture.</exception>
    public static PngFormat Parse(ReadOnlySpan<byte> header, string name)
    {
        if (header.Length != 13) throw new MediaException(name, $"its PNG header has {header.Length} bytes instead of 13");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(header);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        int depth = header[8];
        var colour = (PngColourType)header[9];
        if (width == 0 || height == 0 || (ulong)width * height > Frame.MaxPixels)
            throw new MediaException(name, $"its size of {width} x {height} is outside of 1 to {Frame.MaxPixels} pixels");
        bool allowed = colour switch
        {
            PngColourType.Gray => depth is 1 or 2 or 4 or 8 or 16,
            PngColourType.Palette => depth is 1 or 2 or 4 or 8,
            PngColourType.Rgb or PngColourType.GrayAlpha or PngColourType.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!allowed) throw new MediaException(name, $"colour type {header[9]} with {depth} bits is not a PNG format");
        if (header[10] != 0 || header[11] != 0 || header[12] > 1)
            throw new MediaException(name, "its PNG header names a compression, filter or interlace method that does not exist");
        return new PngFormat((int)width, (int)height, depth, colour, header[12] == 1);
    }

    private PngPass Pass(int x0, int y0, int dx, int dy) =>
        new(x0, y0, dx, dy, (Width - x0 + dx - 1) / dx, (Height - y0 + dy - 1) / dy);
}

/// <summary>A reduced picture: its pixel (i, j) is pixel (X0 + i * Dx, Y0 + j * Dy) of the whole.</summary>
internal readonly record struct PngPass(int X0, int Y0, int Dx, int Dy, int Width, int Height);
