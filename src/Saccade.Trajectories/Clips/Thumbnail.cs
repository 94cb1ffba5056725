namespace Saccade.Trajectories.Clips;

/// <summary>A clip in 192 numbers: 8 x 8 grey means of its first, middle and last frame, 0 to 1. Clips that look alike lie near.</summary>
internal static class Thumbnail
{
    private const int Grid = 8;

    /// <param name="clip">(V,T,S,S,3); the first view is taken.</param>
    /// <param name="options">T and S, at least 8.</param>
    public static float[] Of(ReadOnlySpan<byte> clip, ClipOptions options)
    {
        int[] frames = [0, options.Frames / 2, options.Frames - 1];
        var means = new float[frames.Length * Grid * Grid];
        var counts = new int[Grid * Grid];
        for (var y = 0; y < options.Size; y++)
        {
            for (var x = 0; x < options.Size; x++)
            {
                var cell = y * Grid / options.Size * Grid + x * Grid / options.Size;
                counts[cell]++;
                for (var f = 0; f < frames.Length; f++)
                {
                    var pixel = clip.Slice(frames[f] * options.FrameBytes + 3 * (y * options.Size + x), 3);
                    means[f * Grid * Grid + cell] += (pixel[0] + pixel[1] + pixel[2]) / 765f;
                }
            }
        }
        for (var i = 0; i < means.Length; i++)
            means[i] /= counts[i % (Grid * Grid)];
        return means;
    }
}
