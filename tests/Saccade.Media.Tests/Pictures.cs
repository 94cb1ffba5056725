namespace Saccade.Media.Tests;

/// <summary>Frames with content that tells every pixel from its neighbours, made by formula.</summary>
internal static class Pictures
{
    /// <summary>Smooth gradients with a different slope in each channel; survives lossy coding nearly unchanged.</summary>
    public static Frame Gradient(int width, int height, int shift = 0)
    {
        var frame = new Frame(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                frame[x, y] = new Rgb(
                    (byte)(40 + (x * 160 / width + shift) % 200),
                    (byte)(40 + y * 160 / height),
                    (byte)(200 - (x + y) * 80 / (width + height)));
            }
        }
        return frame;
    }

    /// <summary>Every byte from a small integer hash.</summary>
    public static Frame Noise(int width, int height, uint seed)
    {
        var frame = new Frame(width, height);
        Noise(frame.Pixels, seed);
        return frame;
    }

    public static void Noise(Span<byte> bytes, uint seed)
    {
        uint state = seed * 2654435761u + 1;
        foreach (ref byte b in bytes)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            b = (byte)(state >> 11);
        }
    }
}
