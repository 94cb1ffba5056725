using Saccade.Media;

namespace Saccade.Report.Elements;

/// <summary>Frames side by side in one PNG that stays small: a page holds many. Noise does not compress, so what is too large loses first its finest shades, then half its size.</summary>
internal static class FilmStrip
{
    public const int MostBytes = 96 * 1024;

    private const int LargestSide = 128, SmallestSide = 16, MostBitsDropped = 4;

    /// <param name="frames">At least one, all of one size.</param>
    public static byte[] Encode(IReadOnlyList<Frame> frames)
    {
        for (var largest = Math.Min(LargestSide, Math.Max(frames[0].Width, frames[0].Height)); ; largest /= 2)
        {
            var strip = Join(frames, largest);
            for (var dropped = 0; dropped <= MostBitsDropped; dropped++)
            {
                var png = PngWriter.Encode(Coarser(strip, dropped));
                if (png.Length <= MostBytes || largest <= SmallestSide)
                    return png;
            }
        }
    }

    private static Frame Join(IReadOnlyList<Frame> frames, int largest)
    {
        var scale = Math.Min(1, (double)largest / Math.Max(frames[0].Width, frames[0].Height));
        var (width, height) = (Side(frames[0].Width), Side(frames[0].Height));
        var strip = new Frame(frames.Count * width, height);
        foreach (var (i, frame) in frames.Index())
            strip.Paste(frame.Resized(width, height), i * width, 0);
        return strip;

        int Side(int pixels) => Math.Max(1, (int)Math.Round(scale * pixels));
    }

    // Each value in the middle of its range, so that nothing becomes darker.
    private static Frame Coarser(Frame strip, int bits)
    {
        if (bits == 0)
            return strip;
        var (mask, middle) = (0xff << bits, 1 << (bits - 1));
        return new Frame(strip.Width, strip.Height, Array.ConvertAll(strip.Pixels, p => (byte)(p >> bits == 0 ? 0 : (p & mask) | middle)));
    }
}
