using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Prediction;

namespace Saccade.Trajectories.Explaining;

/// <summary>One sample of a data set: one window, of as many views as it has, and what is known of it.</summary>
internal sealed class SampleInput : ExplainedInput
{
    private const int VideoSize = 384;

    private readonly ClipOptions clips;
    private readonly float[] values, trackImage;

    /// <param name="data">The set.</param>
    /// <param name="split">Which part of it.</param>
    /// <param name="sample">From 0, in that part.</param>
    /// <param name="rate">The model's.</param>
    /// <exception cref="RunException">There is no such sample, or it cannot be read.</exception>
    public SampleInput(TrajectoryData data, Split split, long sample, FrameRate rate)
    {
        var (part, count) = (split.ToString().ToLowerInvariant(), data.Count(split));
        if (sample < 0 || (sample >= count && !(data.IsEndless && split == Split.Train)))
            throw new RunException($"--sample: the {part} split has the samples 0 to {count - 1}, not {sample}");
        clips = data.Options;
        // A training sample as the first step of training would see it, augmentation included.
        using var batch = (TrajectoryBatch)data.Load(split, [sample], step: 0);
        (values, trackImage) = (batch.Clips.ToArray(), batch.TrackImage.ToArray());
        TrueClass = data.ClassNames[batch.Labels[0]];
        (Name, FileStem, Rate) = ($"sample {sample} of the {part} split", $"{part}-{sample}", rate);
    }

    public override string Name { get; }

    public override string FileStem { get; }

    public override (int Width, int Height) Size => (clips.Size, clips.Size);

    public override Letterbox Box => new(clips.Size, clips.Size, clips.Size);

    public override FrameRate Rate { get; }

    public override string? TrueClass { get; }

    public override IEnumerable<ClipWindow> Windows() => [new ClipWindow(0, clips.Frames, values)];

    public override IEnumerable<(Frame[] Views, double At)> Frames() => Enumerable.Range(0, clips.Frames)
        .Select(t => (Enumerable.Range(0, clips.Views).Select(view => Picture(view, t, VideoSize)).ToArray(), (double)t));

    public override Frame[][] Thumbnails(int start, int frames) =>
        [.. Enumerable.Range(0, clips.Views).Select(view => Enumerable.Range(start, frames).Select(t => Picture(view, t, ThumbnailSize)).ToArray())];

    public override IReadOnlyList<MapBox?> BallBoxes(WindowResult result) => [.. Enumerable.Range(0, clips.Views * clips.Frames)
        .Select(i => (MapBox?)MapBox.Around((trackImage[2 * i] + 1) / 2, (trackImage[2 * i + 1] + 1) / 2, AnnotatedVideo.BoxShare))];

    private Frame Picture(int view, int t, int size)
    {
        var frame = new Frame(clips.Size, clips.Size);
        var area = clips.Size * clips.Size;
        var planes = values.AsSpan((view * clips.Frames + t) * 3 * area, 3 * area);
        for (var i = 0; i < 3 * area; i++)
            frame.Pixels[i] = (byte)Math.Round(255 * planes[i % 3 * area + i / 3]);
        return frame.Enlarged(Math.Max(1, size / clips.Size));
    }
}
