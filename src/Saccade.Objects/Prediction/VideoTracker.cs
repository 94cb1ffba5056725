using Saccade.Media;
using Saccade.Objects.Detection;
using Saccade.Objects.Tracking;

namespace Saccade.Objects.Prediction;

/// <summary>Finds and follows objects through a whole video of any size and rate, frame by frame: of its pictures no more are held than its background needs.</summary>
/// <param name="options">Null: all is fitted to the video.</param>
public sealed class VideoTracker(VideoTrackerOptions? options = null)
{
    private readonly VideoTrackerOptions options = options ?? new();

    /// <param name="path">The video.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    /// <exception cref="MediaException">The file is no video, is damaged or too long, or too much is found in it; names the file.</exception>
    public VideoTracks Read(string path, CancellationToken cancellation)
    {
        var reader = new FfmpegReader(path, new() { MaxFrames = options.MostFrames });
        var (width, height) = (reader.Probe.Width, reader.Probe.Height);
        if (reader.Probe.IsPicture)
            throw new MediaException(path, "is a picture; motion can only be seen in a video");
        var background = VideoBackground.Of(reader, options, cancellation);
        var detector = new DiscDetector(width, height, options.DetectionFor(width, height), background);
        var tracker = new ObjectTracker(options.TrackingFor(width, height));
        var frames = 0;
        foreach (var (frame, _) in reader.ReadFrames())
        {
            cancellation.ThrowIfCancellationRequested();
            tracker.Step(frames++, detector.Detect(frame));
            if (tracker.Tracks.Count > options.MostTracks)
                throw new MediaException(path, $"more than {options.MostTracks} objects are found in its first {frames} frames: its camera moves, or it is noise; take a higher threshold or a steady picture");
        }
        return new(path, width, height, reader.Rate, frames, background, [.. tracker.Tracks.Select((track, id) => track with { Id = id })]);
    }
}
