using System.Globalization;
using System.Text.Json;

namespace Saccade.Media;

/// <summary>What a picture or video file says of itself, read by ffprobe.</summary>
/// <param name="IsPicture">A single picture: it has no rate, duration or number of frames.</param>
/// <param name="Width">Pixels as shown, that is after rotation; only a picture turned by its EXIF data decodes to another size.</param>
/// <param name="Height">Pixels as shown.</param>
/// <param name="Rotation">Degrees, counter-clockwise, by which the stored picture is turned to be shown: 0, 90, 180 or 270.</param>
/// <param name="Rate">The average frame rate.</param>
/// <param name="Duration">Of the video, where the file says it.</param>
/// <param name="Frames">As the file says, or else duration times rate rounded; unknown without a duration.</param>
public sealed record MediaProbe(
    bool IsPicture, int Width, int Height, int Rotation, FrameRate? Rate, MediaTime? Duration, long? Frames)
{
    // Some containers give the clock of their time stamps for a rate; no camera is this fast or slow.
    private const double MaxFramesPerSecond = 1000;
    private const double MinFramesPerSecond = 0.001;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);
    private static readonly FrameRate RateWhenUnknown = new(25, 1);

    /// <exception cref="MediaException">
    /// The file is missing, of no known kind, a playlist, damaged or holds no video; or ffmpeg is not installed.
    /// </exception>
    public static MediaProbe Read(string path) => Read(path, MediaSignature.Read(path));

    internal static MediaProbe Read(string path, MediaSignature kind)
    {
        string[] arguments =
        [
            "-v", "error", .. FfmpegInput.Arguments(path, kind), "-select_streams", "V:0", "-show_entries",
            "stream=width,height,avg_frame_rate,r_frame_rate,nb_frames,duration_ts,time_base:stream_side_data=rotation:format=duration",
            "-of", "json",
        ];
        using var process = new FfmpegProcess("ffprobe", arguments, path, TimeLimit);
        string text = process.ReadAllText();
        if (process.Finish() != 0) throw FfmpegInput.Unreadable(path, process.Complaint);
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            bool hasVideo = json.RootElement.TryGetProperty("streams", out JsonElement streams) && streams.GetArrayLength() > 0;
            if (!hasVideo) throw FfmpegInput.Unreadable(path, "it holds no video", process.Complaint);
            if (Integer(streams[0], "width") <= 0) throw FfmpegInput.Unreadable(path, process.Complaint); // damaged, or too large
            return Parse(streams[0], json.RootElement, kind, path);
        }
        catch (JsonException failure)
        {
            throw new MediaException(path, "ffprobe's answer is not readable", failure);
        }
    }

    private static MediaProbe Parse(JsonElement stream, JsonElement root, MediaSignature kind, string path)
    {
        int width = Integer(stream, "width"), height = Integer(stream, "height");
        if (width <= 0 || height <= 0 || (long)width * height > Frame.MaxPixels)
            throw new MediaException(path, $"its size of {width} x {height} is outside of 1 to {Frame.MaxPixels} pixels");
        int rotation = Rotate(stream);
        if (rotation is 90 or 270) (width, height) = (height, width);
        if (kind.IsPicture) return new MediaProbe(true, width, height, rotation, null, null, null);

        FrameRate rate = PlausibleRate(stream, "avg_frame_rate") ?? PlausibleRate(stream, "r_frame_rate") ?? RateWhenUnknown;
        MediaTime? duration = StreamDuration(stream) ?? ContainerDuration(root);
        long? frames = long.TryParse(Text(stream, "nb_frames"), out long counted) && counted > 0 ? counted
            : duration is { } time ? (long)Math.Round(time.Seconds * rate.FramesPerSecond) : null;
        return new MediaProbe(false, width, height, rotation, rate, duration, frames);
    }

    private static int Rotate(JsonElement stream)
    {
        if (!stream.TryGetProperty("side_data_list", out JsonElement list)) return 0;
        foreach (JsonElement entry in list.EnumerateArray())
        {
            if (!entry.TryGetProperty("rotation", out JsonElement value) || !value.TryGetDouble(out double degrees)) continue;
            int quarters = (int)Math.Round(degrees / 90) % 4;
            return (quarters + 4) % 4 * 90;
        }
        return 0;
    }

    private static FrameRate? PlausibleRate(JsonElement stream, string name) =>
        FrameRate.TryParse(Text(stream, name), out FrameRate rate)
        && rate.FramesPerSecond is >= MinFramesPerSecond and <= MaxFramesPerSecond ? rate : null;

    private static MediaTime? StreamDuration(JsonElement stream)
    {
        if (!stream.TryGetProperty("duration_ts", out JsonElement value) || !value.TryGetInt64(out long ticks) || ticks <= 0) return null;
        if (!FrameRate.TryParse(Text(stream, "time_base"), out FrameRate tick)) return null;
        Int128 numerator = (Int128)ticks * tick.Numerator;
        return numerator <= long.MaxValue ? new MediaTime((long)numerator, tick.Denominator) : null;
    }

    private static MediaTime? ContainerDuration(JsonElement root)
    {
        const long Micro = 1_000_000;
        if (!root.TryGetProperty("format", out JsonElement format)) return null;
        bool known = decimal.TryParse(Text(format, "duration"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            && seconds > 0 && seconds < long.MaxValue / Micro;
        return known ? new MediaTime((long)(seconds * Micro), Micro) : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int Integer(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : 0;
}
