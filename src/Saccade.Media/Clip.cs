namespace Saccade.Media;

/// <summary>A short video held in memory: uint8, shape (T, H, W, 3), at a rational frame rate.</summary>
public sealed class Clip
{
    /// <summary>A black clip.</summary>
    public Clip(int frames, int height, int width, FrameRate rate)
        : this(frames, height, width, rate, new byte[ByteCount(frames, height, width)])
    {
    }

    /// <summary>A clip over <paramref name="bytes"/>, which it keeps: T * H * W * 3 bytes.</summary>
    public Clip(int frames, int height, int width, FrameRate rate, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        int expected = ByteCount(frames, height, width);
        if (bytes.Length != expected)
            throw new ArgumentException($"{frames} x {height} x {width} x 3 needs {expected} bytes, not {bytes.Length}.", nameof(bytes));
        Frames = frames;
        Height = height;
        Width = width;
        Rate = rate;
        Bytes = bytes;
    }

    /// <summary>T</summary>
    public int Frames { get; }

    public int Height { get; }

    public int Width { get; }

    public FrameRate Rate { get; }

    /// <summary>(T, H, W, 3)</summary>
    public byte[] Bytes { get; }

    /// <summary>Frame t in place, (H, W, 3).</summary>
    public Span<byte> FrameBytes(int t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(t, Frames);
        int size = Height * Width * 3;
        return Bytes.AsSpan(t * size, size);
    }

    /// <summary>A copy of frame t.</summary>
    public Frame Frame(int t) => new(Width, Height, FrameBytes(t).ToArray());

    /// <summary>Replaces frame t.</summary>
    public void SetFrame(int t, Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Width != Width || frame.Height != Height)
            throw new ArgumentException($"A frame of {frame.Width} x {frame.Height} does not fit a clip of {Width} x {Height}.", nameof(frame));
        frame.Pixels.CopyTo(FrameBytes(t));
    }

    private static int ByteCount(int frames, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Int128 bytes = (Int128)frames * height * width * 3;
        if (bytes > Array.MaxLength) throw new ArgumentException($"{frames} x {height} x {width} x 3 bytes are too many for one clip.");
        return (int)bytes;
    }
}
