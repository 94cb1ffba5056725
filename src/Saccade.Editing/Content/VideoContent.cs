using Saccade.Media;

namespace Saccade.Editing.Content;

/// <summary>Measures what is heard and seen in a video, each stream decoded once through ffmpeg. Without sound the loudness is absent, and said to be so.</summary>
public static class VideoContent
{
    private static readonly FrameRate Rate = new(10, 1);

    /// <summary>About how many steps a video has; null when it does not say.</summary>
    /// <exception cref="MediaException">As <see cref="Read"/>.</exception>
    public static int? ExpectedSteps(string video) => Open(video).ExpectedFrames is { } steps ? (int)Math.Min(steps, int.MaxValue) : null;

    /// <param name="video">A video of any kind that ffmpeg reads.</param>
    /// <param name="progress">Told how many steps of the picture are done.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>One row for each tenth of a second of the picture.</returns>
    /// <exception cref="MediaException">There is no such file, it is no video, holds no picture or is broken, or ffmpeg is not installed: one line.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ContentFeatures Read(string video, IProgress<int>? progress, CancellationToken cancellation)
    {
        var picture = new PictureChange();
        foreach (var timed in Open(video).ReadFrames())
        {
            cancellation.ThrowIfCancellationRequested();
            picture.Add(timed.Frame);
            progress?.Report(picture.Steps);
        }
        var sound = Listen(video, picture.Steps, cancellation);
        var values = new float[picture.Steps * ContentFeatures.Names.Count];
        for (var step = 0; step < picture.Steps; step++)
        {
            var row = values.AsSpan(step * ContentFeatures.Names.Count, ContentFeatures.Names.Count);
            row[ContentFeatures.Loudness] = sound is null ? float.NaN : MathF.Round(sound.At(step), 4);
            row[ContentFeatures.Motion] = MathF.Round(picture.Motion(step), 4);
            row[ContentFeatures.ShotChange] = picture.IsNewShot(step) ? 1 : 0;
        }
        return new ContentFeatures(values);
    }

    private static FfmpegReader Open(string video)
    {
        var reader = new FfmpegReader(video, new FfmpegReaderOptions { Rate = Rate, Size = (PictureChange.Width, PictureChange.Height) });
        return reader.Probe.IsPicture ? throw new MediaException(video, "it is a picture, and features are those of a video: give the video") : reader;
    }

    /// <summary>Null for a video without sound.</summary>
    private static LoudnessMeter? Listen(string video, int steps, CancellationToken cancellation)
    {
        var reader = new SoundReader(video);
        if (!reader.HasSound)
            return null;
        var meter = new LoudnessMeter();
        foreach (var block in reader.ReadBlocks(LoudnessMeter.SamplesOfStep))
        {
            cancellation.ThrowIfCancellationRequested();
            meter.Add(block.Span);
            // The step after the last one is heard in its loudness.
            if (meter.Steps > steps)
                break;
        }
        return meter.Steps > 0 ? meter : null;
    }
}
