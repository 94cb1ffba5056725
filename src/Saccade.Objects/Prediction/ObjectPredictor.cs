using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Objects.Prediction;

/// <summary>
/// Says of each object in a real video whether it stays: writes NAME.annotated.mp4, NAME.tracks.json and NAME.tracks.csv. What the kinds come from is handed in, so that
/// a model and a rule are drawn and written alike.
/// </summary>
/// <param name="task">As the result names it.</param>
/// <param name="kinds">One for each track of a video, in their order.</param>
/// <param name="options">Null: all is fitted to the video.</param>
public sealed class ObjectPredictor(string task, Func<VideoTracks, IReadOnlyList<TrackKind>> kinds, VideoTrackerOptions? options = null)
{
    /// <summary>Without a model: by <see cref="SpanRule"/>.</summary>
    public static ObjectPredictor ByRule { get; } = new("persistence", video => [.. video.Tracks.Select(SpanRule.Of)]);

    /// <param name="input">The video.</param>
    /// <param name="folder">Where the files go; it exists. Null: none are written.</param>
    /// <param name="cancellation">Stops between two frames; no file is half written then.</param>
    /// <returns>A result for each track, in the order of first sight.</returns>
    /// <exception cref="RunException">The input is no video, is damaged or too long, or the folder cannot be written to; names the file.</exception>
    public PredictionResult Predict(string input, string? folder, CancellationToken cancellation)
    {
        try
        {
            var video = new VideoTracker(options).Read(input, cancellation);
            var said = kinds(video);
            if (said.Count != video.Tracks.Count)
                throw new InvalidOperationException($"{said.Count} kinds were given for {video.Tracks.Count} tracks.");
            if (folder is not null)
                Write(Path.Combine(folder, Path.GetFileNameWithoutExtension(input)), video, said, cancellation);
            return new PredictionResult(input, task, InDomain: null, new JsonArray([.. video.Tracks.Zip(said, (t, k) => TrackFiles.Summary(video.Rate, t, k))]));
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    private static void Write(string name, VideoTracks video, IReadOnlyList<TrackKind> said, CancellationToken cancellation)
    {
        TrackFiles.WriteJson(name + ".tracks.json", video, said);
        TrackFiles.WriteCsv(name + ".tracks.csv", video, said);
        TrackVideo.Write(name + ".annotated.mp4", video, said, cancellation);
    }
}
