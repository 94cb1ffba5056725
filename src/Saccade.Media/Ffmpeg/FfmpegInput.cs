using System.Globalization;

namespace Saccade.Media;

/// <summary>How an input file is handed to ffmpeg and ffprobe, and how their complaints about it become one error line.</summary>
internal static class FfmpegInput
{
    /// <summary>
    /// The options before and including <c>-i</c>: only local files and pipes, only the demuxer that the file's first bytes
    /// call for, no picture beyond what a frame may hold, and a path that cannot be taken for an option or a protocol.
    /// </summary>
    public static string[] Arguments(string path, MediaSignature kind) =>
    [
        "-protocol_whitelist", "file,pipe",
        "-format_whitelist", kind.Demuxer,
        "-max_pixels", Frame.MaxPixels.ToString(),
        "-f", kind.Demuxer,
        "-i", "file:" + Path.GetFullPath(path),
    ];

    /// <summary>
    /// The options before those that read only a stretch of the file. Microseconds, rounded down: a frame that begins at the time is not missed.
    /// </summary>
    public static string[] Stretch(MediaTime? start, MediaTime? length)
    {
        string[] from = start is { } time && time > MediaTime.Zero ? ["-ss", Seconds(time)] : [];
        return length is { } duration ? [.. from, "-t", Seconds(duration)] : from;
    }

    public static MediaException Unreadable(string path, params string[] causes)
    {
        string[] known = [.. causes.Where(cause => cause.Length > 0).Select(Explain)];
        return new MediaException(path, "cannot be decoded: " + (known.Length > 0 ? string.Join("; ", known) : "ffmpeg gave no reason"));
    }

    // The complaint that nearly every cut-off mp4 gives, and that says nothing to most people.
    private static string Explain(string cause) =>
        cause == "moov atom not found" ? "the table of its frames (moov) is missing: the file is truncated or still being written" : cause;

    private static string Seconds(MediaTime time)
    {
        const int Micro = 1_000_000;
        return ((decimal)((Int128)time.Numerator * Micro / time.Denominator) / Micro).ToString("0.######", CultureInfo.InvariantCulture);
    }
}
