using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Objects.Tracking;
using Saccade.Training;

namespace Saccade.Objects.Prediction;

/// <summary>Tracks on disk: JSON with an object for each track, CSV with a row for each track and frame. Each file is written whole or not at all.</summary>
internal static class TrackFiles
{
    /// <exception cref="RunException">The folder cannot be written to; names the file.</exception>
    public static void WriteJson(string path, VideoTracks video, IReadOnlyList<TrackKind> kinds) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteString("input", video.Path);
        json.WriteNumber("width", video.Width);
        json.WriteNumber("height", video.Height);
        json.WriteString("rate", video.Rate.ToString());
        json.WriteNumber("frames", video.Frames);
        json.WriteStartArray("tracks");
        foreach (var (track, kind) in video.Tracks.Zip(kinds))
        {
            var summary = Summary(video.Rate, track, kind);
            summary["points"] = new JsonArray([.. track.Points.Select(p => new JsonObject
            {
                ["frame"] = p.Frame,
                ["time"] = video.Rate.TimeOf(p.Frame).ToString(),
                ["position_pixels"] = new JsonArray(Rounded(p.Object.Centre.X), Rounded(p.Object.Centre.Y)),
                ["radius_pixels"] = Rounded(p.Object.RadiusPixels),
            })]);
            summary.WriteTo(json);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <inheritdoc cref="WriteJson"/>
    public static void WriteCsv(string path, VideoTracks video, IReadOnlyList<TrackKind> kinds) => AtomicFile.Write(path, stream =>
    {
        using var csv = new StreamWriter(stream, leaveOpen: true);
        csv.Write("track,frame,time,x,y,radius,kind,probability\n");
        foreach (var (track, kind) in video.Tracks.Zip(kinds))
        {
            var said = $"{Name(kind.Kind)},{(double.IsNaN(kind.Probability) ? "" : kind.Probability.ToString("0.####", CultureInfo.InvariantCulture))}";
            foreach (var (frame, seen) in track.Points)
                csv.Write(string.Create(CultureInfo.InvariantCulture, $"{track.Id},{frame},{video.Rate.TimeOf(frame)},{seen.Centre.X:0.00},{seen.Centre.Y:0.00},{seen.RadiusPixels:0.00},{said}\n"));
        }
    });

    /// <summary>A track without its points. <c>frames</c> counts those in which it was seen, between <c>start</c> and <c>end</c>, where its last frame ends.</summary>
    public static JsonObject Summary(FrameRate rate, Track track, TrackKind kind) => new()
    {
        ["track"] = track.Id,
        ["kind"] = Name(kind.Kind),
        ["probability"] = double.IsNaN(kind.Probability) ? null : Math.Round(kind.Probability, 4),
        ["start"] = rate.TimeOf(track.Points[0].Frame).ToString(),
        ["end"] = rate.TimeOf(track.Points[^1].Frame + 1).ToString(),
        ["frames"] = track.Points.Count,
    };

    private static string Name(Persistence kind) => kind.ToString().ToLowerInvariant();

    private static double Rounded(double pixels) => Math.Round(pixels, 2);
}
