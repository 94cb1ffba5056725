using Saccade.Media;
using Saccade.Objects.Detection;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Import;

namespace Saccade.Objects.Prediction;

/// <summary>The background of a video from frames evenly spread over it: one pass, a bounded number of frames held.</summary>
internal static class VideoBackground
{
    // A frame counts as dark when less than this share of its pixels stands out.
    private const double LitShare = 0.02;

    private const int MostHeld = 31, LeastHeld = 5;
    private const long MostBytes = 1L << 28;

    /// <returns>Null where none is to be taken out.</returns>
    /// <exception cref="MediaException">The video cannot be decoded to its end.</exception>
    public static Frame? Of(FfmpegReader reader, VideoTrackerOptions options, CancellationToken cancellation)
    {
        if (options.Background == Background.Keep)
            return null;
        var (width, height) = (reader.Probe.Width, reader.Probe.Height);
        var held = Spread(reader, (int)Math.Clamp(MostBytes / (3L * width * height), LeastHeld, MostHeld), cancellation);
        var clip = new byte[held.Count * 3 * width * height];
        for (var i = 0; i < held.Count; i++)
            held[i].Pixels.CopyTo(clip, i * 3 * width * height);
        var median = new Frame(width, height, MedianBackground.Of(clip, held.Count));
        return options.Background == Background.Median || IsLit(median, options.DetectionFor(width, height)) ? median : null;
    }

    // Every k-th frame; when there are too many, every second one of them goes and k doubles.
    private static List<Frame> Spread(FfmpegReader reader, int most, CancellationToken cancellation)
    {
        var (held, stride, number) = (new List<Frame>(), 1, 0);
        foreach (var (frame, _) in reader.ReadFrames())
        {
            cancellation.ThrowIfCancellationRequested();
            if (number++ % stride != 0)
                continue;
            if (held.Count == most)
            {
                held = [.. held.Where((_, i) => i % 2 == 0)];
                stride *= 2;
                if ((number - 1) % stride != 0)
                    continue;
            }
            held.Add(frame);
        }
        return held;
    }

    private static bool IsLit(Frame median, DiscDetectorOptions detection)
    {
        var lit = 0;
        for (var i = 0; i < median.Pixels.Length; i += 3)
            lit += Math.Max(median.Pixels[i], Math.Max(median.Pixels[i + 1], median.Pixels[i + 2])) >= 255 * detection.Threshold ? 1 : 0;
        return lit > LitShare * median.Width * median.Height;
    }
}
