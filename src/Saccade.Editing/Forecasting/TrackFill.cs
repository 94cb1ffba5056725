using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// Says what tracks show of which nobody knows anything, from those that are there: at once by a model of hidden spans, which looks both ways; row by row by a model of the next step, which takes what it has said for
/// what has come. With every track asked for, that is a whole timeline out of what is heard and seen.
/// </summary>
public static class TrackFill
{
    /// <param name="learner">Of a trained model.</param>
    /// <param name="given">What is known; what it holds of the asked tracks is not looked at.</param>
    /// <param name="tracks">Those asked for, from 0.</param>
    /// <returns>What was given, and the asked tracks.</returns>
    /// <exception cref="RunException">The model is asked for something else, or the grid is of another kind than those it has learnt from.</exception>
    public static PredictedGrid Fill(TracksLearner learner, TimelineGrid given, IReadOnlyCollection<int> tracks)
    {
        var facts = learner.Tracks.Facts;
        if (given.Layout != facts.Layout || given.Step != facts.Step)
            throw new RunException($"'{GridTable.Shown(given.VideoId)}' has {given.Layout.Values.Count} values a track and steps of {given.Step} s, and the model was trained on {facts.Layout.Values.Count} and {facts.Step} s");
        // What is asked for is not there: not even by accident can it be looked at.
        var known = given.Values.ToArray();
        for (var cell = 0; cell < known.Length / facts.Layout.Values.Count; cell++)
            if (tracks.Contains(cell % GridLayout.Tracks))
                facts.Layout.Inactive.CopyTo(known.AsSpan(cell * facts.Layout.Values.Count));
        var grid = new TimelineGrid(given.VideoId, given.SourceVideoName, given.Layout, given.Step, known, given.Content);
        return learner.Tracks.Objective switch
        {
            Objective.MaskedSpan => learner.Predict(grid, [.. Enumerable.Range(0, given.Steps * facts.Tracks.Count).Select(i => tracks.Contains(facts.Tracks[i % facts.Tracks.Count]))]),
            Objective.NextStep => RowByRow(learner.Tracks, grid, tracks),
            _ => throw new RunException("a model of the next second cannot fill in tracks: give one of the next step or of masked spans"),
        };
    }

    private static PredictedGrid RowByRow(TracksModel model, TimelineGrid grid, IReadOnlyCollection<int> tracks)
    {
        var (layout, content) = (grid.Layout, model.Facts.ContentOf(grid));
        var (values, confidence) = (grid.Values.ToArray(), new float[grid.Steps * GridLayout.Tracks]);
        var (said, sure) = (new float[layout.Width], new float[GridLayout.Tracks]);
        Array.Fill(confidence, 1);
        model.SetTraining(false);
        var forecaster = new TrackForecaster(model);
        for (var step = 0; step < grid.Steps; step++)
        {
            if (step == 0)
                forecaster.Begin(said, sure);
            else
                forecaster.Next(values.AsSpan((step - 1) * layout.Width, layout.Width), content is null ? [] : content.Row(step - 1), said, sure);
            foreach (var track in tracks)
            {
                said.AsSpan(track * layout.Values.Count, layout.Values.Count).CopyTo(values.AsSpan((step * layout.Width) + (track * layout.Values.Count)));
                confidence[(step * GridLayout.Tracks) + track] = sure[track];
            }
        }
        return new PredictedGrid(new TimelineGrid(grid.VideoId, grid.SourceVideoName, layout, grid.Step, values, grid.Content), confidence);
    }
}
