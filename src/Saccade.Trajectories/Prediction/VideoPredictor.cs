using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Learning;

namespace Saccade.Trajectories.Prediction;

/// <summary>Classifies and locates in a real video of any size and rate: JSON of sliding windows, and the video with them drawn into it.</summary>
internal sealed class VideoPredictor(TrainedModel trained)
{
    // Windows run through the model together.
    private const int BatchSize = 8;

    private readonly TrajectoryLearner learner = (TrajectoryLearner)trained.Learner;
    private readonly FrameRate rate = RateOf(trained);
    private readonly Temperature? temperature = Temperature.Read(trained.Run);
    private readonly InputDomain? domain = InputDomain.Read(trained.Run);

    /// <param name="input">The video.</param>
    /// <param name="folder">Where the annotated video goes; null: none is made.</param>
    /// <param name="cancellation">Stops between two batches or frames.</param>
    /// <param name="told">Hears of each window in its turn.</param>
    /// <exception cref="RunException">The input is no video or is damaged, or the folder cannot be written to; names the file.</exception>
    public PredictionResult Predict(string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told)
    {
        var clips = learner.Clips;
        if (clips.Views > 1)
            throw new RunException($"{trained.Run.Root}: was trained on {clips.Views} views of each motion; predict has one video and needs a run with data.views: 1");
        try
        {
            var probe = MediaProbe.Read(input);
            if (probe.IsPicture)
                throw new RunException($"{input}: is a picture; motion can only be seen in a video");
            var box = new Letterbox(probe.Width, probe.Height, clips.Size);
            var (results, json) = (new List<WindowResult>(), new JsonArray());
            foreach (var windows in ClipWindows.Read(input, rate, clips, box).Chunk(BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                Read(windows, box, results);
                foreach (var result in results[^windows.Length..])
                {
                    var said = result.ToJson(clips.Classes, rate);
                    json.Add(said);
                    told?.Report(said);
                }
            }
            if (folder is not null)
            {
                var output = Path.Combine(folder, Path.GetFileNameWithoutExtension(input) + ".annotated.mp4");
                AnnotatedVideo.Write(input, output, results, JoinTracks(results), clips.Classes, rate, cancellation);
            }
            return new PredictionResult(input, trained.Recipe.Run.Task, WindowResult.InDomain(results), json);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    private void Read(ClipWindow[] windows, Letterbox box, List<WindowResult> results)
    {
        learner.Model.SetTraining(false);
        using var scope = learner.Model.Engine.BeginScope();
        var reading = learner.Read([.. windows.SelectMany(w => w.Values)]);
        for (var n = 0; n < windows.Length; n++)
            results.Add(WindowResult.Of(learner, reading, n, windows[n], box, domain, temperature));
    }

    // Where windows overlap, the mean of what they say.
    private static List<PositionPixels> JoinTracks(List<WindowResult> results)
    {
        var sums = new List<(double X, double Y, int Count)>();
        foreach (var result in results)
        {
            for (var t = 0; t < result.Track.Count; t++)
            {
                var at = result.Start + t;
                if (at == sums.Count)
                    sums.Add(default);
                sums[at] = (sums[at].X + result.Track[t].X, sums[at].Y + result.Track[t].Y, sums[at].Count + 1);
            }
        }
        return [.. sums.Select(s => new PositionPixels(s.X / s.Count, s.Y / s.Count))];
    }

    /// <summary>The rate of the model's clips.</summary>
    internal static FrameRate RateOf(TrainedModel trained) =>
        trained.Recipe.Options<TrajectoryDataOptions>().RateOf(((TrajectoryLearner)trained.Learner).Clips);
}
