namespace Saccade.Media;

/// <summary>
/// Decodes a picture or video of any kind that <see cref="MediaSignature"/> knows, frame by frame, through ffmpeg. Frames
/// have one size and come at one exact rate: where a video's own frames are unevenly spaced, some are repeated or left out.
/// Rotation is applied; pixels count as square. Reading may be repeated; each time runs ffmpeg anew.
/// </summary>
public sealed class FfmpegReader
{
    // Sums over the source area; exact arithmetic, so that every processor decodes the same bytes.
    private const string ScaleFlags = "flags=area+accurate_rnd+full_chroma_int+bitexact";

    private readonly string _path;
    private readonly FfmpegReaderOptions _options;
    private readonly MediaSignature _kind;

    /// <summary>Looks at the file; nothing is decoded yet.</summary>
    /// <exception cref="MediaException">As <see cref="MediaProbe.Read(string)"/>.</exception>
    public FfmpegReader(string path, FfmpegReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _options = options ?? new FfmpegReaderOptions();
        _kind = MediaSignature.Read(path);
        Probe = MediaProbe.Read(path, _kind);
        Rate = _options.Rate ?? Probe.Rate ?? new FrameRate(1, 1);
    }

    public MediaProbe Probe { get; }

    /// <summary>The rate at which frames are given; frame i is shown at <c>Rate.TimeOf(i)</c>.</summary>
    public FrameRate Rate { get; }

    /// <summary>About how many frames there will be, for progress; null when the file does not say.</summary>
    public long? ExpectedFrames => Probe.IsPicture ? 1
        : _options is { Rate: null, Start: null, Length: null } ? Probe.Frames
        : Probe.Duration is { } duration ? (long)Math.Round(Math.Min(Math.Max(0, duration.Seconds - (_options.Start?.Seconds ?? 0)), _options.Length?.Seconds ?? double.MaxValue) * Rate.FramesPerSecond) : null;

    /// <summary>The frames in order, each a new <see cref="Frame"/>. Stopping early ends ffmpeg.</summary>
    /// <exception cref="MediaException">
    /// The file is truncated or damaged (after the frames that could be decoded), has too many frames or takes too long.
    /// </exception>
    public IEnumerable<TimedFrame> ReadFrames()
    {
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "2", .. FfmpegInput.Stretch(_options.Start, _options.Length), .. FfmpegInput.Arguments(_path, _kind),
            "-map", "0:V:0", .. FilterArguments(), "-f", "image2pipe", "-c:v", "ppm", "pipe:1",
        ];
        using var process = new FfmpegProcess("ffmpeg", arguments, _path, _options.TimeLimit);
        var images = new PpmStream(process, _path);
        long count = 0;
        while (images.Next() is { } frame)
        {
            if (count >= _options.MaxFrames) throw new MediaException(_path, $"it has more than {_options.MaxFrames} frames, the limit");
            yield return new TimedFrame(frame, Rate.TimeOf(count));
            count++;
        }
        int exitCode = process.Finish();
        string complaint = process.Complaint;
        if (exitCode != 0 || count == 0) throw FfmpegInput.Unreadable(_path, complaint);
        if (Probe.IsPicture && complaint.Length > 0) throw new MediaException(_path, $"truncated or damaged ({complaint})");
        // In a video a damaged place that costs no frame is concealed by the decoder; a complaint with frames missing is a broken file.
        if (complaint.Length > 0 && count < ExpectedFrames)
            throw new MediaException(_path, $"truncated or damaged: only {count} of {ExpectedFrames} frames can be decoded ({complaint})");
    }

    private string[] FilterArguments()
    {
        var filters = new List<string>();
        // Starting at 0 makes the n-th frame the one shown at n / rate even when the video starts later than its sound.
        if (!Probe.IsPicture) filters.Add($"fps={Rate}:start_time=0");
        if (_options.Size is var (width, height)) filters.Add($"scale={width}:{height}:{ScaleFlags}");
        // A picture may be turned by its EXIF data, which the probe does not see: it keeps the size it comes out with.
        else if (!Probe.IsPicture) filters.Add($"scale={Probe.Width}:{Probe.Height}:{ScaleFlags}");
        filters.Add("format=rgb24");
        string[] arguments = ["-vf", string.Join(',', filters)];
        return Probe.IsPicture ? [.. arguments, "-frames:v", "1"] : arguments;
    }
}
