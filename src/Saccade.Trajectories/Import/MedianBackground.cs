namespace Saccade.Trajectories.Import;

/// <summary>What a fixed camera sees without what moves: of each value its median over the frames.</summary>
public static class MedianBackground
{
    /// <param name="clip">(T, L) bytes.</param>
    /// <param name="frames">T; of an even number the lower of the two middle values is taken.</param>
    /// <returns>(L)</returns>
    public static byte[] Of(ReadOnlySpan<byte> clip, int frames)
    {
        var background = new byte[clip.Length / frames];
        Span<byte> values = stackalloc byte[frames];
        for (var i = 0; i < background.Length; i++)
        {
            for (var t = 0; t < frames; t++)
                values[t] = clip[t * background.Length + i];
            values.Sort();
            background[i] = values[(frames - 1) / 2];
        }
        return background;
    }

    /// <summary>Takes the background out of a clip: each value becomes its distance from it.</summary>
    /// <param name="clip">(T, L) bytes, changed in place.</param>
    /// <param name="frames">T</param>
    public static void Subtract(Span<byte> clip, int frames)
    {
        var background = Of(clip, frames);
        for (var i = 0; i < clip.Length; i++)
            clip[i] = (byte)Math.Abs(clip[i] - background[i % background.Length]);
    }
}
