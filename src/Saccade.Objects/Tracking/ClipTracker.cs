using Saccade.Objects.Detection;

namespace Saccade.Objects.Tracking;

/// <summary>Detects and tracks in whole clips of one size. One serves one thread.</summary>
/// <param name="width">W</param>
/// <param name="height">H</param>
/// <param name="detection">Defaults fit generated clips.</param>
/// <param name="tracking">The same.</param>
/// <param name="hindsight">Whether tracks are put right once the whole clip is known (<see cref="TrackRevision"/>). Then nothing that is said of a frame may be said before the clip ends.</param>
public sealed class ClipTracker(int width, int height, DiscDetectorOptions? detection = null, TrackerOptions? tracking = null, bool hindsight = false)
{
    private readonly DiscDetector detector = new(width, height, detection);

    /// <param name="clip">(T,H,W,3)</param>
    /// <returns>By id, which is a track's place in the list.</returns>
    /// <exception cref="ArgumentException">The clip is no whole number of frames.</exception>
    public IReadOnlyList<Track> Read(ReadOnlySpan<byte> clip)
    {
        var frameBytes = width * height * 3;
        if (clip.Length % frameBytes != 0)
            throw new ArgumentException($"The clip holds {clip.Length} bytes; frames (H,W,3) of {height} x {width} pixels have {frameBytes} each.", nameof(clip));
        var tracker = new ObjectTracker(tracking);
        for (var frame = 0; frame < clip.Length / frameBytes; frame++)
            tracker.Step(frame, detector.Detect(clip.Slice(frame * frameBytes, frameBytes)));
        return hindsight ? TrackRevision.Of(width, height, tracker.Tracks) : [.. tracker.Tracks.Select((track, id) => track with { Id = id })];
    }
}
