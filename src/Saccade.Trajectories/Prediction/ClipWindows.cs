using Saccade.Media;
using Saccade.Trajectories.Clips;

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
        var reader = new FfmpegReader(path, new() { Rate = rate, Size = box.Inner });
        var stride = Math.Max(1, clips.Frames / WindowsPerLength);
        var held = new Queue<float[]>(clips.Frames);
        var square = new Frame(clips.Size, clips.Size);
        var (seen, next) = (0, 0);
        foreach (var (frame, _) in reader.ReadFrames())
        {
            square.Paste(frame, box.Corner.X, box.Corner.Y);
            if (held.Count == clips.Frames)
                held.Dequeue();
            held.Enqueue(ToPlanes(square));
            seen++;
            if (seen - clips.Frames == next)
            {
                yield return Window(held, next, clips.Frames);
                next += stride;
            }
        }
        if (seen < clips.Frames)
        {
            var last = held.Last();
            while (held.Count < clips.Frames)
                held.Enqueue(last);
            yield return Window(held, 0, seen);
        }
        else if (next - stride + clips.Frames < seen)
        {
            yield return Window(held, seen - clips.Frames, clips.Frames);
        }
    }

    private static ClipWindow Window(Queue<float[]> held, int start, int frames) => new(start, frames, [.. held.SelectMany(f => f)]);

    // (S,S,3) bytes to (3,S,S) values 0 to 1.
    private static float[] ToPlanes(Frame frame)
    {
        var area = frame.Width * frame.Height;
        var planes = new float[3 * area];
        for (var i = 0; i < area; i++)
        {
            for (var channel = 0; channel < 3; channel++)
                planes[channel * area + i] = frame.Pixels[3 * i + channel] / 255f;
        }
        return planes;
    }
}
