using System.Text.Json.Nodes;
using Saccade.Editing.Content;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>Answers one recording, a video or a file of its features, with what is kept of it and what is dropped, in the order of time.</summary>
internal static class CutPredictor
{
    /// <exception cref="RunException">The input cannot be read; names it.</exception>
    public static PredictionResult Predict(TrainedModel model, string input, CancellationToken cancellation)
    {
        var cutter = new TrainedCutter(model);
        var features = Read(input, cancellation);
        var kept = cutter.Cut(features);
        var results = kept.Select(k => (k.Start, Json: new JsonObject
            {
                ["start"] = $"{k.Start}",
                ["end"] = $"{k.End}",
                ["kept"] = true,
                ["confidence"] = Math.Round(k.Confidence, 4),
                ["description"] = new JsonObject { ["text"] = FormattableString.Invariant($"Keep {k.Start.Value:0.0} s to {k.End.Value:0.0} s: {k.Reason}.") },
            }))
            .Concat(CutChoice.Dropped(features, kept).Select(d => (d.Start, Json: new JsonObject
            {
                ["start"] = $"{d.Start}",
                ["end"] = $"{d.End}",
                ["kept"] = false,
                ["description"] = new JsonObject { ["text"] = FormattableString.Invariant($"Drop {d.Start.Value:0.0} s to {d.End.Value:0.0} s: {d.Reason}.") },
            })))
            .OrderBy(r => r.Start).Select(r => (JsonNode)r.Json);
        return new PredictionResult(input, EditingApplication.TaskName, cutter.IsInDomain(features), [.. results]);
    }

    private static ContentFeatures Read(string input, CancellationToken cancellation)
    {
        try
        {
            var features = Path.GetExtension(input).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? ContentFeatures.Read(input) : VideoContent.Read(input, progress: null, cancellation);
            return features.Steps > 0 ? features : throw new RunException($"{input}: has no row, so there is nothing to cut");
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }
}
