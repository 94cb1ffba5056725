using Saccade.Editing.Grid;
using Saccade.Editing.Judging;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>A model of tracks with its loss, and its answers as rows that metrics take.</summary>
/// <param name="model">The model.</param>
/// <param name="options">What each term of the loss counts.</param>
/// <param name="data">What it is trained on, or what a run kept of it.</param>
public sealed class TracksLearner(TracksModel model, TracksLossOptions options, TrackData data) : ILearner
{
    private readonly TrackDecoder _decoder = new(model.Facts);

    public Module Model => model;

    /// <summary>The same, as what it is.</summary>
    public TracksModel Tracks => model;

    internal TrackData Data => data;

    public LossTerms Loss(Batch batch) => TracksLoss.Of(Answers((TrackBatch)batch), (TrackBatch)batch, options);

    public BatchEvaluation Evaluate(Batch batch)
    {
        var asked = (TrackBatch)batch;
        var answers = Answers(asked);
        var loss = TracksLoss.Of(answers, asked, options).Total.Item();
        return new BatchEvaluation(loss, [.. Enumerable.Range(0, asked.Count).Select(n => Judge(answers, asked, n))]);
    }

    /// <summary>
    /// What the model says of a timeline of which every row is there: of each row, from what lies before it (or of hidden cells, from all others). Rows that are not asked for, since nothing lies so far before
    /// them, and cells that are known stand as they are.
    /// </summary>
    /// <param name="grid">The timeline.</param>
    /// <param name="hidden">(T, U), of models of <see cref="Objective.MaskedSpan"/>: what is to be said; null for others.</param>
    /// <exception cref="RunException">A value is none that a model knows.</exception>
    internal PredictedGrid Predict(TimelineGrid grid, bool[]? hidden)
    {
        var layout = model.Facts.Layout;
        using var batch = data.Whole(grid, hidden);
        model.SetTraining(false);
        using var scope = model.Engine.BeginScope();
        var answers = Answers(batch);
        var (values, confidence) = (batch.Timelines[0].Grid.Values.ToArray(), new float[grid.Steps * GridLayout.Tracks]);
        Array.Fill(confidence, 1);
        for (var step = Math.Max(0, model.Objective.Horizon() - 1); step < grid.Steps; step++)
            Decode(answers, batch, 0, step, values.AsSpan(step * layout.Width, layout.Width), confidence.AsSpan(step * GridLayout.Tracks, GridLayout.Tracks));
        return new PredictedGrid(new TimelineGrid(grid.VideoId, grid.SourceVideoName, layout, grid.Step, values, grid.Content), confidence);
    }

    private Tensor Answers(TrackBatch batch) => model.Forward(batch.Inputs, batch.Mask);

    private SampleOutput Judge(Tensor answers, TrackBatch batch, int n)
    {
        if (!batch.Timelines[n].IsWhole)
            return new SampleOutput { Id = batch.Ids[n], Group = batch.Timelines[n].Project };
        var (sample, width) = (data.SampleOf(batch.Timelines[n]), model.Facts.Layout.Width);
        var said = new float[sample.Forecasts.Count * width];
        for (var i = 0; i < sample.Forecasts.Count; i++)
        {
            var row = said.AsSpan(i * width, width);
            sample.Truth.Row(sample.Forecasts[i].Step).CopyTo(row);
            Decode(answers, batch, n, sample.Forecasts[i].Step, row, []);
        }
        return TrackJudge.Judge(sample, said);
    }

    /// <summary>Writes what the model says of a row: the tracks in use, and no clip on others; cells that are known stay.</summary>
    /// <param name="answers">[B, T, U, O]</param>
    /// <param name="batch">Of whole timelines.</param>
    /// <param name="n">Which of them.</param>
    /// <param name="step">The row.</param>
    /// <param name="row">(K, V)</param>
    /// <param name="confidence">(K), or empty.</param>
    private void Decode(Tensor answers, TrackBatch batch, int n, int step, Span<float> row, Span<float> confidence)
    {
        var (facts, hidden, width) = (model.Facts, batch.Timelines[n].Hidden, answers.Shape[3]);
        var (tracks, values) = (facts.Tracks.Count, facts.Layout.Values.Count);
        var token = (n * batch.Tokens) + step - Math.Max(0, model.Objective.Horizon() - 1);
        if (model.Objective.IsCausal())
        {
            for (var track = 0; track < GridLayout.Tracks; track++)
                facts.Layout.Inactive.CopyTo(row[(track * values)..]);
        }
        for (var u = 0; u < tracks; u++)
        {
            if (!model.Objective.IsCausal() && !hidden![(step * tracks) + u])
                continue;
            var cell = (token * tracks) + u;
            var sure = _decoder.Decode(answers.AsSpan().Slice(cell * width, width), batch.Before(cell), row.Slice(facts.Tracks[u] * values, values));
            if (!confidence.IsEmpty)
                confidence[facts.Tracks[u]] = sure;
        }
    }
}
