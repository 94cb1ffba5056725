using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>Decides on a real video as it plays: every T frames begin a new clip, of which no more is watched than the decision needs.</summary>
internal sealed class EarlyPredictor(TrainedModel trained, PersistenceClipOptions clips)
{
    private readonly EarlyStopping? stopping = EarlyStopping.Read(trained.Run);

    /// <param name="input">The video.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    /// <param name="told">Hears of each decision in its turn.</param>
    /// <exception cref="RunException">The input is no video or is damaged; names the file.</exception>
    public PredictionResult Predict(string input, CancellationToken cancellation, IProgress<JsonNode>? told)
    {
        var model = ((EarlyLearner)trained.Learner).Early;
        model.SetTraining(false);
        var watcher = new EarlyWatcher(model, clips, stopping, light: false);
        var results = new JsonArray();
        try
        {
            var probe = MediaProbe.Read(input);
            if (probe.IsPicture)
                throw new RunException($"{input}: is a picture; what stays and what flickers can only be seen in a video");
            var scale = (double)clips.Size / Math.Max(probe.Width, probe.Height);
            var (width, height) = (Math.Max(1, (int)Math.Round(scale * probe.Width)), Math.Max(1, (int)Math.Round(scale * probe.Height)));
            var reader = new FfmpegReader(input, new FfmpegReaderOptions { Size = (width, height) });
            var square = new byte[clips.FrameBytes];
            long frame = 0;
            foreach (var timed in reader.ReadFrames())
            {
                cancellation.ThrowIfCancellationRequested();
                if (frame % clips.Frames == 0)
                    watcher.Begin();
                if (!watcher.IsDecided)
                {
                    Fit(timed.Frame, width, height, square);
                    if (watcher.Watch(square))
                        Decide(frame);
                }
                frame++;
            }
            if (frame % clips.Frames != 0 && !watcher.IsDecided)
                Decide(frame - 1);

            void Decide(long decided)
            {
                var said = Decision(reader.Rate, decided / clips.Frames * clips.Frames, decided, watcher);
                results.Add(said);
                told?.Report(said);
            }
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
        return new PredictionResult(input, trained.Recipe.Run.Task, null, results);
    }

    private static JsonObject Decision(FrameRate rate, long start, long decided, EarlyWatcher watcher)
    {
        var said = watcher.Probability >= 0.5f ? Persistence.Persistent : Persistence.Transient;
        return new JsonObject
        {
            ["start"] = rate.TimeOf(start).ToString(),
            ["decided"] = rate.TimeOf(decided + 1).ToString(),
            ["frames"] = decided - start + 1,
            ["class"] = PersistenceNames.All[(int)said],
            ["probability"] = Math.Round(Math.Max(watcher.Probability, 1 - watcher.Probability), 4),
            ["tracks"] = watcher.Tracks.Count,
        };
    }

    // In the middle of a black square.
    private void Fit(Frame frame, int width, int height, byte[] square)
    {
        Array.Clear(square);
        var (left, top) = ((clips.Size - width) / 2, (clips.Size - height) / 2);
        for (var y = 0; y < height; y++)
            frame.Pixels.AsSpan(y * width * 3, width * 3).CopyTo(square.AsSpan(((top + y) * clips.Size + left) * 3));
    }
}
