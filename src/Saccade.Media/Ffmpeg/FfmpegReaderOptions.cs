namespace Saccade.Media;

/// <summary>How a file is decoded, and how much of it at most.</summary>
public sealed record FfmpegReaderOptions
{
    /// <summary>Frames are repeated or left out to keep this rate; by default the file's own average rate.</summary>
    public FrameRate? Rate { get; init; }

    /// <summary>The frames' size, whatever the file's proportions; by default the file's own, after rotation.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Where in the video to begin; the first frame given is the one shown then. Null for its beginning.</summary>
    public MediaTime? Start { get; init; }

    /// <summary>How much of the video to read from there; null for all.</summary>
    public MediaTime? Length { get; init; }

    /// <summary>A file that gives more frames than this is refused when it does.</summary>
    public long MaxFrames { get; init; } = 1_000_000;

    /// <summary>How long to wait for ffmpeg in all, not counting what the caller does between frames.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(30);
}
