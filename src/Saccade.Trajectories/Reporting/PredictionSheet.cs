using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Reporting;

/// <summary>
/// A few judged clips on one picture: the true track over each frame, and over the last one where the ball will truly be (orange) and where the model
/// says that it is and will be (green). The caption says the class and what it was taken for.
/// </summary>
internal static class PredictionSheet
{
    public const string FileName = "clips.png";

    private const int Clips = 6, Columns = 8, Enlargement = TrackSheet.Enlargement;

    private static readonly Rgb Said = new(80, 220, 120), True = new(255, 160, 0);

    /// <summary>Draws some of the samples, of each class one first, into <c>clips.png</c> of a folder, which is made.</summary>
    /// <exception cref="RunException">A clip cannot be read, or the picture not written.</exception>
    public static void Write(TrajectoryData data, IReadOnlyList<SampleOutput> outputs, string folder)
    {
        try
        {
            var chosen = outputs.DistinctBy(o => o.Label).OrderBy(o => o.Label).Concat(outputs).DistinctBy(o => o.Id).Take(Clips).ToArray();
            if (chosen.Length == 0)
                return;
            Directory.CreateDirectory(folder);
            PngWriter.Write(Path.Combine(folder, FileName), ContactSheet.Draw([.. chosen.Select(o => Row(data, o))], Columns));
        }
        catch (Exception failure) when (failure is MediaException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RunException(failure.Message.ReplaceLineEndings(" "), failure);
        }
    }

    private static ContactSheetRow Row(TrajectoryData data, SampleOutput output)
    {
        var options = data.Options;
        var (bytes, truth) = (new byte[options.ClipBytes], new ClipTruth(options));
        data.Source.Read(long.Parse(output.Id), bytes, truth);
        var clip = TrackSheet.WithTrack(options, bytes, truth, view: 0);
        if (options.HasPositions && output.PredictedPosition.Count == 3)
            DrawForecast(clip, options, truth, output);
        var probability = output.Prediction < output.Probabilities.Count ? $" ({PerCent.Of(output.Probabilities[output.Prediction])})" : "";
        return new($"clip {output.Id}: {data.ClassNames[output.Label]}, said {data.ClassNames[output.Prediction]}{probability}", clip);
    }

    private static void DrawForecast(Clip clip, ClipOptions options, ClipTruth truth, SampleOutput output)
    {
        var camera = Camera.For(options.Projection, options.Views, options.Size)[0];
        var last = clip.Frames - 1;
        var frame = new Frame(clip.Width, clip.Height, clip.FrameBytes(last).ToArray());
        Draw(frame, [.. truth.PositionPixels.AsSpan(options.Frames - 1, ClipOptions.FutureFrames + 1)], True);
        var said = output.PredictedPosition.Concat(output.PredictedPath).Chunk(3).Select(p => camera.See(new(p[0], p[1], p[2])).Centre);
        Draw(frame, [.. said], Said);
        clip.SetFrame(last, frame);
    }

    // A dot for each place and a line through them, in pixels of the clip.
    private static void Draw(Frame frame, PositionPixels[] places, Rgb colour)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (i > 0)
                frame.DrawLine(Enlargement * places[i - 1].X, Enlargement * places[i - 1].Y, Enlargement * places[i].X, Enlargement * places[i].Y, colour, alpha: 0.6);
            frame.FillDisc(Enlargement * places[i].X, Enlargement * places[i].Y, i == 0 ? 2.4 : 1.4, colour);
        }
    }
}
