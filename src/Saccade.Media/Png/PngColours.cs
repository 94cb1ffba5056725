using System.Buffers.Binary;

namespace Saccade.Media;

/// <summary>
/// Turns the samples of one restored row into RGB: 16 bits are rounded to 8, fewer than 8 are spread over the full range,
/// and what is transparent, by an alpha channel or by tRNS, is composited on black.
/// </summary>
internal sealed class PngColours(PngFormat format)
{
    private const int PaletteSize = 256;

    private readonly byte[] _palette = new byte[PaletteSize * 3];
    private readonly byte[] _paletteAlpha = Enumerable.Repeat((byte)255, PaletteSize).ToArray();
    private int _paletteCount;
    private int[]? _transparent; // the one sample value, or triple, that tRNS makes transparent

    public bool HasPalette => _paletteCount > 0;

    public void SetPalette(ReadOnlySpan<byte> plte, string name)
    {
        if (plte.Length == 0 || plte.Length % 3 != 0 || plte.Length > _palette.Length)
            throw new MediaException(name, $"its palette has {plte.Length} bytes, which is not 3 for each of 1 to 256 colours");
        _paletteCount = plte.Length / 3;
        plte.CopyTo(_palette);
    }

    public void SetTransparency(ReadOnlySpan<byte> trns, string name)
    {
        int expected = format.ColourType switch { PngColourType.Gray => 2, PngColourType.Rgb => 6, _ => 0 };
        if (format.ColourType == PngColourType.Palette && trns.Length <= _paletteCount)
        {
            trns.CopyTo(_paletteAlpha);
        }
        else if (expected > 0 && trns.Length == expected)
        {
            _transparent = new int[expected / 2];
            for (int i = 0; i < _transparent.Length; i++)
                _transparent[i] = BinaryPrimitives.ReadUInt16BigEndian(trns[(2 * i)..]) & ((1 << format.BitDepth) - 1);
        }
        else
        {
            throw new MediaException(name, $"its transparency chunk of {trns.Length} bytes does not fit its colour type");
        }
    }

    /// <summary>Writes pixels 0..width-1 of <paramref name="row"/> to <paramref name="target"/>, <paramref name="step"/> pixels apart.</summary>
    public void WriteRow(ReadOnlySpan<byte> row, int width, Span<byte> target, int step, string name)
    {
        Span<int> samples = stackalloc int[4];
        int channels = format.Channels;
        for (int i = 0; i < width; i++)
        {
            for (int c = 0; c < channels; c++) samples[c] = Sample(row, i * channels + c);
            WritePixel(samples, target.Slice(i * step * 3, 3), name);
        }
    }

    private void WritePixel(ReadOnlySpan<int> s, Span<byte> pixel, string name)
    {
        int alpha = 255;
        switch (format.ColourType)
        {
            case PngColourType.Palette:
                if (s[0] >= _paletteCount) throw new MediaException(name, $"a pixel names colour {s[0]} of a palette of {_paletteCount}");
                _palette.AsSpan(s[0] * 3, 3).CopyTo(pixel);
                alpha = _paletteAlpha[s[0]];
                break;
            case PngColourType.Gray or PngColourType.GrayAlpha:
                pixel.Fill(ToByte(s[0]));
                if (format.ColourType == PngColourType.GrayAlpha) alpha = ToByte(s[1]);
                else if (_transparent is [var level] && s[0] == level) alpha = 0;
                break;
            default:
                for (int c = 0; c < 3; c++) pixel[c] = ToByte(s[c]);
                if (format.ColourType == PngColourType.Rgba) alpha = ToByte(s[3]);
                else if (_transparent is [var r, var g, var b] && s[0] == r && s[1] == g && s[2] == b) alpha = 0;
                break;
        }
        if (alpha == 255) return;
        for (int c = 0; c < 3; c++) pixel[c] = (byte)((pixel[c] * alpha + 127) / 255);
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        int depth = format.BitDepth;
        if (depth == 8) return row[index];
        if (depth == 16) return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
        int bit = index * depth; // the leftmost pixel is in the highest bits
        return (row[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }

    private byte ToByte(int sample)
    {
        int most = (1 << format.BitDepth) - 1;
        return (byte)((sample * 255 + most / 2) / most);
    }
}
