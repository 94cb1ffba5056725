using System.Text.Json.Nodes;
using Saccade.Editing.Formats;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Import;
using Saccade.Editing.Grid.Sampling;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>Runs a model of tracks over the timelines of a file, and writes what it foresees of each row as a table in native units.</summary>
internal static class TracksPredictor
{
    /// <exception cref="RunException">The file cannot be read, holds other grids than the model's, or the model is not one of rows to come.</exception>
    public static PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told)
    {
        var learner = (TracksLearner)model.Learner;
        var facts = learner.Tracks.Facts;
        if (!learner.Tracks.Objective.IsCausal())
            throw new RunException($"{model.Run.Root}: fills in what is hidden, and a file does not say what that is: 'saccade edit suggest' with --fill does");
        var (said, results, isKnown) = (new List<TimelineGrid>(), new JsonArray(), true);
        foreach (var grid in Read(input, facts))
        {
            cancellation.ThrowIfCancellationRequested();
            if (grid.Layout != facts.Layout || grid.Step != facts.Step)
                throw new RunException($"{input}: has {grid.Layout.Values.Count} values a track and steps of {grid.Step} s, and the model was trained on {facts.Layout.Values.Count} and {facts.Step} s");
            var predicted = learner.Predict(grid, hidden: null);
            said.Add(predicted.Grid);
            var foreign = ForeignTracks(grid, facts);
            isKnown &= foreign.Count == 0 && (facts.Content.Count == 0 || facts.ContentOf(grid) is not null);
            var result = new JsonObject
            {
                ["video_id"] = grid.VideoId,
                ["steps"] = grid.Steps,
                ["end"] = $"{grid.TimeOf(grid.Steps)}",
                ["asked"] = learner.Tracks.Objective == Objective.NextStep ? "next_step" : "next_second",
                ["content"] = facts.ContentOf(grid) is not null,
                ["unknown_tracks"] = new JsonArray([.. foreign.Select(t => (JsonNode)$"V{t + 1}")]),
                ["confidence"] = Math.Round(predicted.Confidence.Span.ToArray().Average(), 4),
                ["description"] = new JsonObject { ["text"] = $"Each row is what the model foresees from the rows at least {learner.Tracks.Objective.Horizon()} step(s) before it." },
            };
            results.Add(result);
            told?.Report(result);
        }
        if (folder is not null)
            GridCsvWriter.Write(Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(input)}.prediction.csv"), said);
        return new PredictionResult(input, model.Run.ReadInfo().Task, isKnown ? null : false, results);
    }

    /// <summary>Tables and archives as they are; timelines sampled as the model's were, by the same rules of asset classes, with what lies beside them.</summary>
    private static IReadOnlyList<TimelineGrid> Read(string input, TrackFacts facts)
    {
        try
        {
            var beside = BesideTimeline.Read(input);
            if (GridFile.Reads(input))
                return GridFile.Read(input) is [var single] ? [beside.AddTo(single)] : GridFile.Read(input);
            var project = TimelineFormats.Read(input, ReadOptions.Default);
            var sampling = new SamplingOptions { Layout = facts.Layout, Step = facts.Step, Assets = facts.Assets ?? AssetRules.Separate };
            var name = Path.GetFileNameWithoutExtension(input);
            return [.. project.Sequences.Select((s, i) => TimelineSampler.Sample(project, s, i == 0 ? name : $"{name}#{i + 1}", sampling)).Select((g, i) => i == 0 ? beside.AddTo(g) : g)];
        }
        catch (Exception unreadable) when (unreadable is MediaException or TimelineException)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    /// <summary>Tracks with a clip that no training timeline has one on.</summary>
    private static List<int> ForeignTracks(TimelineGrid grid, TrackFacts facts)
    {
        var values = grid.Layout.Values.Count;
        return [.. Enumerable.Range(0, GridLayout.Tracks).Where(t => !facts.Tracks.Contains(t) && Enumerable.Range(0, grid.Steps).Any(step => grid.Row(step)[(t * values) + GridLayout.Active] == 1))];
    }
}
