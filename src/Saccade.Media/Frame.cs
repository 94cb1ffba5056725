namespace Saccade.Media;

/// <summary>
/// One picture: uint8, shape (H, W, 3), row-major, red first. Pixel (x, y) covers the square [x, x+1) by [y, y+1), so its
/// centre is at (x + 0.5, y + 0.5); x grows to the right and y downwards. Every position in pixels follows this.
/// </summary>
public sealed class Frame
{
    /// <summary>The most pixels a frame may have; readers refuse more before they allocate.</summary>
    public const int MaxPixels = 100_000_000;

    /// <summary>A black frame.</summary>
    public Frame(int width, int height)
        : this(width, height, new byte[ByteCount(width, height)])
    {
    }

    /// <summary>A frame over <paramref name="pixels"/>, which it keeps: H * W * 3 bytes.</summary>
    public Frame(int width, int height, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        int expected = ByteCount(width, height);
        if (pixels.Length != expected)
            throw new ArgumentException($"{width} x {height} pixels need {expected} bytes, not {pixels.Length}.", nameof(pixels));
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>(H, W, 3)</summary>
    public byte[] Pixels { get; }

    public Rgb this[int x, int y]
    {
        get
        {
            int at = Offset(x, y);
            return new Rgb(Pixels[at], Pixels[at + 1], Pixels[at + 2]);
        }
        set
        {
            int at = Offset(x, y);
            Pixels[at] = value.R;
            Pixels[at + 1] = value.G;
            Pixels[at + 2] = value.B;
        }
    }

    /// <summary>Row y, (W, 3).</summary>
    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width * 3, Width * 3);

    public void Fill(Rgb colour)
    {
        Span<byte> first = Row(0);
        for (int i = 0; i < first.Length; i += 3)
        {
            first[i] = colour.R;
            first[i + 1] = colour.G;
            first[i + 2] = colour.B;
        }
        for (int y = 1; y < Height; y++) first.CopyTo(Row(y));
    }

    public Frame Copy() => new(Width, Height, (byte[])Pixels.Clone());

    /// <summary>The same picture with each pixel as a square of <paramref name="factor"/> x <paramref name="factor"/>.</summary>
    public Frame Enlarged(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        if (factor == 1) return Copy();
        var enlarged = new Frame(Width * factor, Height * factor);
        for (int y = 0; y < enlarged.Height; y++)
        {
            for (int x = 0; x < enlarged.Width; x++) enlarged[x, y] = this[x / factor, y / factor];
        }
        return enlarged;
    }

    /// <summary>Copies the part of <paramref name="source"/> that falls inside this frame when its top left corner lies at (x, y).</summary>
    public void Paste(Frame source, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(source);
        int left = Math.Max(x, 0);
        int right = (int)Math.Min((long)x + source.Width, Width);
        int bottom = (int)Math.Min((long)y + source.Height, Height);
        if (right <= left) return;
        for (int row = Math.Max(y, 0); row < bottom; row++)
            source.Row(row - y)[((left - x) * 3)..((right - x) * 3)].CopyTo(Row(row)[(left * 3)..]);
    }

    private static int ByteCount(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if ((long)width * height > MaxPixels)
            throw new ArgumentException($"{width} x {height} is more than the {MaxPixels} pixels that a frame may have.");
        return width * height * 3;
    }

    private int Offset(int x, int y)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height)
            throw new ArgumentOutOfRangeException(nameof(x), $"({x}, {y}) lies outside of {Width} x {Height}.");
        return (y * Width + x) * 3;
    }
}
