using Saccade.Media;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Import;

namespace Saccade.Trajectories.Prediction;

/// <summary>A stretch of a video as a model takes it.</summary>
/// <param name="Start">Its first frame, counted at the model's rate.</param>
/// <param name="Frames">How many of its frames are the video's; after those its last frame stands still.</param>
/// <param name="Values">(T, 3, S, S) values 0 to 1.</param>
internal sealed record ClipWindow(int Start, int Frames, float[] Values);

/// <summary>
/// Cuts a video into overlapping windows of T frames at the model's rate, a quarter of a window apart; the last one ends with the video.
/// A video shorter than a window makes one. Only one window's frames are held.
/// </summary>
internal static class ClipWindows
{
    private const int WindowsPerLength = 4;

    /// <param name="path">The video.</param>
    /// <param name="rate">The model's.</param>
    /// <param name="clips">T and S.</param>
    /// <param name="box">How the video's picture lies in the model's.</param>
    /// <exception cref="MediaException">The file cannot be decoded to its end.</exception>
    public static IEnumerable<ClipWindow> Read(string path, FrameRate rate, ClipOptions clips, Letterbox box)
    {
        var stride = Math.Max(1, clips.Frames / WindowsPerLength);
        var held = new Queue<byte[]>(clips.Frames);
        var (seen, next) = (0, 0);
        foreach (var square in SquareFrames.Read(path, rate, box))
        {
            if (held.Count == clips.Frames)
                held.Dequeue();
            held.Enqueue((byte[])square.Pixels.Clone());
            seen++;
            if (seen - clips.Frames == next)
            {
                yield return Window(held, next, clips.Frames, clips);
                next += stride;
            }
        }
        if (seen < clips.Frames)
        {
            var last = held.Last();
            while (held.Count < clips.Frames)
                held.Enqueue(last);
            yield return Window(held, 0, seen, clips);
        }
        else if (next - stride + clips.Frames < seen)
        {
            yield return Window(held, seen - clips.Frames, clips.Frames, clips);
        }
    }

    private static ClipWindow Window(Queue<byte[]> held, int start, int frames, ClipOptions clips)
    {
        byte[] bytes = [.. held.SelectMany(f => f)];
        if (clips.Import?.Background == Background.Median)
            MedianBackground.Subtract(bytes, clips.Frames);
        return new(start, frames, ToPlanes(bytes, clips.FrameBytes / 3));
    }

    // (T,S,S,3) bytes to (T,3,S,S) values 0 to 1.
    private static float[] ToPlanes(byte[] bytes, int area)
    {
        var planes = new float[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            var (frame, at) = Math.DivRem(i, 3 * area);
            planes[frame * 3 * area + at % 3 * area + at / 3] = bytes[i] / 255f;
        }
        return planes;
    }
}
