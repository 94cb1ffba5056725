namespace Saccade.Trajectories.Import;

/// <summary>Takes a fixed camera's background out of a clip: each value becomes its distance from the median of that place over all frames.</summary>
internal static class MedianBackground
{
    /// <param name="clip">(T, L) bytes, changed in place.</param>
    /// <param name="frames">T; of an even number the lower of the two middle values is taken.</param>
    public static void Subtract(Span<byte> clip, int frames)
    {
        var length = clip.Length / frames;
        Span<byte> values = stackalloc byte[frames];
        for (var i = 0; i < length; i++)
        {
            for (var t = 0; t < frames; t++)
                values[t] = clip[t * length + i];
            values.Sort();
            int median = values[(frames - 1) / 2];
            for (var t = 0; t < frames; t++)
                clip[t * length + i] = (byte)Math.Abs(clip[t * length + i] - median);
        }
    }
}
