using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Prediction;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>Runs a real video of any size and rate through a tokenizer: JSON of sliding windows with their tokens, and a picture of some.</summary>
internal sealed class VideoReconstruction(TrainedModel trained)
{
    // Windows in the picture, the first ones.
    private const int Shown = 4;

    private readonly TokenizerLearner _learner = (TokenizerLearner)trained.Learner;
    private readonly FrameRate _rate = trained.Recipe.Options<TrajectoryDataOptions>().RateOf(((TokenizerLearner)trained.Learner).Clips);

    /// <param name="input">The video.</param>
    /// <param name="folder">Where the picture goes; null: none is drawn.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    /// <param name="told">Hears of each window in its turn.</param>
    /// <exception cref="RunException">The input is no video or is damaged, or the folder cannot be written to; names the file.</exception>
    public PredictionResult Predict(string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told)
    {
        try
        {
            var probe = MediaProbe.Read(input);
            if (probe.IsPicture)
                throw new RunException($"{input}: is a picture; the tokenizer takes a video");
            var results = new JsonArray();
            var shown = new List<(string, float[])>();
            foreach (var window in ClipWindows.Read(input, _rate, _learner.Clips, new Letterbox(probe.Width, probe.Height, _learner.Clips.Size)))
            {
                cancellation.ThrowIfCancellationRequested();
                var (pictures, tokens) = _learner.Reconstruct(window.Values);
                var error = window.Values.Zip(pictures, (a, b) => (double)(a - b) * (a - b)).Average();
                var result = new JsonObject
                {
                    ["start"] = _rate.TimeOf(window.Start).ToString(),
                    ["end"] = _rate.TimeOf(window.Start + window.Frames).ToString(),
                    ["frames"] = window.Frames,
                    ["psnr"] = Math.Round(PeakSignalToNoise.Decibels(error), 2),
                    ["tokens"] = new JsonArray([.. tokens.Select(token => (JsonNode)token)]),
                };
                results.Add(result);
                told?.Report(result);
                if (shown.Count < Shown)
                    shown.Add(($"from {_rate.TimeOf(window.Start)} s", window.Values));
            }
            if (folder is not null)
                PngWriter.Write(Path.Combine(folder, Path.GetFileNameWithoutExtension(input) + ".reconstruction.png"), ReconstructionSheet.Draw(_learner, shown));
            return new PredictionResult(input, trained.Recipe.Run.Task, InDomain: null, results);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }
}
