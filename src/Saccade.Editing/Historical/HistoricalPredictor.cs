using System.Text.Json.Nodes;
using Saccade.Editing.Grid;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Historical;

/// <summary>
/// Runs the historical model over a file of grids and writes what comes back as a table: a reconstruction of what went in, in native units. Where windows
/// overlap, the later one counts.
/// </summary>
internal static class HistoricalPredictor
{
    /// <exception cref="RunException">The file cannot be read, or holds other grids than the model's.</exception>
    public static PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told)
    {
        var learner = (HistoricalLearner)model.Learner;
        IReadOnlyList<TimelineGrid> grids;
        try
        {
            grids = GridFile.Read(input);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
        if (grids.FirstOrDefault(g => g.Layout != learner.Data.Layout) is { } other)
            throw new RunException($"{input}: has {other.Layout.Values.Count} values a track, and the model was trained on {learner.Data.Layout.Values.Count}");
        var results = new JsonArray();
        var said = new List<TimelineGrid>();
        foreach (var grid in grids)
        {
            cancellation.ThrowIfCancellationRequested();
            said.Add(Reconstruct(learner, grid));
            var result = new JsonObject
            {
                ["video_id"] = grid.VideoId,
                ["steps"] = grid.Steps,
                ["end"] = $"{grid.TimeOf(grid.Steps)}",
                ["description"] = new JsonObject { ["text"] = "A reconstruction of the values that were given: the model predicts nothing." },
            };
            results.Add(result);
            told?.Report(result);
        }
        if (folder is not null)
            GridCsvWriter.Write(Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(input)}.reconstruction.csv"), said);
        return new PredictionResult(input, model.Run.ReadInfo().Task, null, results);
    }

    private static TimelineGrid Reconstruct(HistoricalLearner learner, TimelineGrid grid)
    {
        var (layout, engine) = (grid.Layout, learner.Model.Engine);
        using var batch = learner.Data.Whole(grid);
        learner.Model.SetTraining(false);
        using var scope = engine.BeginScope();
        var reading = learner.Read(batch);
        ReadOnlySpan<float> active = reading.Active.AsSpan(), asset = reading.Asset.AsSpan(), numbers = reading.Numbers.AsSpan();
        var values = new float[grid.Steps * layout.Width];
        for (var n = 0; n < batch.Count; n++)
        {
            var (start, steps) = learner.Data.Plan.Window(n, grid.Steps);
            for (var i = 0; i < steps * GridLayout.Tracks; i++)
            {
                var (cell, track) = (n * batch.Steps * GridLayout.Tracks + i, i % GridLayout.Tracks);
                var row = values.AsSpan((start * GridLayout.Tracks + i) * layout.Values.Count, layout.Values.Count);
                if (active[2 * cell + 1] <= active[2 * cell])
                {
                    layout.Inactive.CopyTo(row);
                    continue;
                }
                row[GridLayout.Active] = 1;
                row[GridLayout.Asset] = Highest(asset.Slice(cell * HistoricalModel.AssetClasses, HistoricalModel.AssetClasses));
                for (var v = 0; v < layout.Numbers; v++)
                    row[GridLayout.FirstNumber + v] = (float)batch.Scaler.Restore(track * layout.Values.Count + GridLayout.FirstNumber + v, numbers[cell * layout.Numbers + v]);
            }
        }
        return new TimelineGrid(grid.VideoId, grid.SourceVideoName, layout, grid.Step, values);
    }

    private static int Highest(ReadOnlySpan<float> logits)
    {
        var highest = 0;
        for (var i = 1; i < logits.Length; i++)
            highest = logits[i] > logits[highest] ? i : highest;
        return highest;
    }
}
