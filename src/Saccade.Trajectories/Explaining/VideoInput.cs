using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Prediction;

namespace Saccade.Trajectories.Explaining;

/// <summary>A real video of any size and rate, in the windows that <c>predict</c> reads.</summary>
internal sealed class VideoInput : ExplainedInput
{
    private readonly string path;
    private readonly ClipOptions clips;
    private readonly FrameRate modelRate;

    /// <param name="path">The video.</param>
    /// <param name="clips">What the model's clips are like; one view.</param>
    /// <param name="modelRate">The model's.</param>
    /// <exception cref="MediaException">The file cannot be decoded.</exception>
    /// <exception cref="RunException">It is a picture.</exception>
    public VideoInput(string path, ClipOptions clips, FrameRate modelRate)
    {
        (this.path, this.clips, this.modelRate) = (path, clips, modelRate);
        var probe = MediaProbe.Read(path);
        if (probe.IsPicture)
            throw new RunException($"{path}: is a picture; motion can only be seen in a video");
        Size = (probe.Width, probe.Height);
        Box = new Letterbox(probe.Width, probe.Height, clips.Size);
        Rate = new FfmpegReader(path).Rate;
    }

    public override string Name => path;

    public override string FileStem => Path.GetFileNameWithoutExtension(path);

    public override (int Width, int Height) Size { get; }

    public override Letterbox Box { get; }

    public override FrameRate Rate { get; }

    public override string? TrueClass => null;

    public override IEnumerable<ClipWindow> Windows() => ClipWindows.Read(path, modelRate, clips, Box);

    public override IEnumerable<(Frame[] Views, double At)> Frames() =>
        new FfmpegReader(path).ReadFrames().Select(f => (new[] { f.Frame }, f.Time.Seconds * modelRate.FramesPerSecond));

    public override Frame[][] Thumbnails(int start, int frames)
    {
        var scale = ThumbnailSize / (double)Math.Max(Size.Width, Size.Height);
        var size = (Math.Max(1, (int)Math.Round(scale * Size.Width)), Math.Max(1, (int)Math.Round(scale * Size.Height)));
        return [[.. new FfmpegReader(path, new() { Rate = modelRate, Size = size }).ReadFrames().Skip(start).Take(frames).Select(f => f.Frame)]];
    }

    public override IReadOnlyList<MapBox?> BallBoxes(WindowResult result)
    {
        var (left, top, right, bottom) = Box.Square;
        return [.. Enumerable.Range(0, clips.Frames).Select(t => t < result.Track.Count
            ? MapBox.Around((result.Track[t].X - left) / (right - left), (result.Track[t].Y - top) / (bottom - top), AnnotatedVideo.BoxShare)
            : (MapBox?)null)];
    }
}
