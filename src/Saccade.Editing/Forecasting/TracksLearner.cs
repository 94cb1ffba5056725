using Saccade.Editing.Data;
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
    // At some 10 kB a step, and more with many tracks. Three hours.
    private const int MostAtOnce = 108_000;

    // Two blocks of the past for the last one, and one to spare.
    private const int BlocksOfGraph = 4;

    private readonly TrackDecoder _decoder = new(model.Facts);
    private readonly HiddenDecoder _hiddenDecoder = new(model.Facts);

    public Module Model => model;

    /// <summary>The same, as what it is.</summary>
    public TracksModel Tracks => model;

    internal TrackData Data => data;

    /// <summary>One window of a few blocks, whole: which keys a block sees is worked out for a known number of steps.</summary>
    public IReadOnlyList<InferenceGraph> Graphs
    {
        get
        {
            var (tokens, tracks) = (BlocksOfGraph * model.Block, model.Facts.Tracks.Count);
            GraphInput Classes(string name, string holds, int classes) => new(name, [1, tokens, tracks], holds, classes);
            return
            [
                new("",
                [
                    new("cells", [1, tokens, tracks, StepTeller.CellWidth(model.Facts, model.Objective)], "the numbers of each cell, normalised"),
                    Classes("assets", "the asset class of each cell", AnswerLayout.AssetClasses + 2),
                    Classes("since_presence", "how long ago a clip began or ended, in classes", Elapsed.Classes),
                    Classes("since_numbers", "how long ago its numbers changed, in classes", Elapsed.Classes),
                    new("steps", [1, tokens, StepTeller.Width(model.Facts, model.Objective, model.Memory)], "what is heard and seen, and when"),
                ],
                    inputs => [("answers", model.Forward(inputs["cells"], inputs.Choices("assets"), inputs.Choices("since_presence"), inputs.Choices("since_numbers"), inputs["steps"]))]),
            ];
        }
    }

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
    /// <exception cref="RunException">A value is none that a model knows, or there is too much to fill in.</exception>
    internal PredictedGrid Predict(TimelineGrid grid, bool[]? hidden)
    {
        var layout = model.Facts.Layout;
        model.SetTraining(false);
        if (grid.Steps > MostAtOnce)
        {
            return hidden is null
                ? new TrackForecaster(model).Whole(CleanGrid.Of(grid).Cleaned)
                : throw new RunException($"'{GridTable.Shown(grid.VideoId)}' has {grid.Steps} steps, more than the {MostAtOnce} that hidden ones are filled in of at once: cut it into parts");
        }
        using var batch = data.Whole(grid, hidden);
        using var scope = model.Engine.BeginScope();
        var (values, confidence) = Rows(Answers(batch), batch, 0);
        return new PredictedGrid(new TimelineGrid(grid.VideoId, grid.SourceVideoName, layout, grid.Step, values, grid.Content), confidence);
    }

    private Tensor Answers(TrackBatch batch) => model.Forward(batch.Inputs, batch.Mask);

    private SampleOutput Judge(Tensor answers, TrackBatch batch, int n)
    {
        if (!batch.Timelines[n].IsWhole)
            return new SampleOutput { Id = batch.Ids[n], Group = batch.Timelines[n].Project };
        var (sample, width) = (data.SampleOf(batch.Timelines[n]), model.Facts.Layout.Width);
        var (rows, confidence) = Rows(answers, batch, n);
        var (said, sure) = (new float[sample.Forecasts.Count * width], new float[sample.Forecasts.Count * GridLayout.Tracks]);
        for (var i = 0; i < sample.Forecasts.Count; i++)
        {
            rows.AsSpan(sample.Forecasts[i].Step * width, width).CopyTo(said.AsSpan(i * width));
            confidence.AsSpan(sample.Forecasts[i].Step * GridLayout.Tracks, GridLayout.Tracks).CopyTo(sure.AsSpan(i * GridLayout.Tracks));
        }
        return TrackJudge.Judge(sample, said, sure);
    }

    /// <summary>What the model says of a whole timeline, (T, K, V) and (T, K); what is not asked of it stands as it is, with a confidence of 1.</summary>
    /// <param name="answers">[B, T, U, O]</param>
    /// <param name="batch">Of whole timelines.</param>
    /// <param name="n">Which of them.</param>
    private (float[] Rows, float[] Confidence) Rows(Tensor answers, TrackBatch batch, int n)
    {
        var grid = batch.Timelines[n].Grid;
        var (rows, confidence) = (grid.Values.ToArray(), new float[grid.Steps * GridLayout.Tracks]);
        Array.Fill(confidence, 1);
        if (model.Objective.IsCausal())
        {
            for (var step = model.Objective.Horizon() - 1; step < grid.Steps; step++)
                Foresee(answers, batch, n, step, rows.AsSpan(step * grid.Layout.Width, grid.Layout.Width), confidence.AsSpan(step * GridLayout.Tracks, GridLayout.Tracks));
        }
        else
        {
            ReadOnlyMemory<float> all = answers.ToArray();
            for (var u = 0; u < model.Facts.Tracks.Count; u++)
                Fill(all, batch, n, u, rows, confidence);
        }
        return (rows, confidence);
    }

    /// <summary>A row to come: the tracks in use; others stay as they were.</summary>
    private void Foresee(Tensor answers, TrackBatch batch, int n, int step, Span<float> row, Span<float> confidence)
    {
        var (facts, width, last) = (model.Facts, answers.Shape[3], step - model.Objective.Horizon());
        var values = facts.Layout.Values.Count;
        TrackDecoder.Stay(facts, last < 0 ? [] : batch.Timelines[n].Grid.Row(last), row, confidence);
        for (var u = 0; u < facts.Tracks.Count; u++)
        {
            var cell = (((n * batch.Tokens) + step - model.Objective.Horizon() + 1) * facts.Tracks.Count) + u;
            confidence[facts.Tracks[u]] = _decoder.Decode(answers.AsSpan().Slice(cell * width, width), batch.Before(cell), row.Slice(facts.Tracks[u] * values, values));
        }
    }

    /// <summary>The hidden stretches of a track.</summary>
    private void Fill(ReadOnlyMemory<float> answers, TrackBatch batch, int n, int u, float[] rows, float[] confidence)
    {
        var (facts, hidden, width) = (model.Facts, batch.Timelines[n].Hidden!, new AnswerLayout(model.Facts).Width);
        var (tracks, steps) = (facts.Tracks.Count, rows.Length / facts.Layout.Width);
        for (var first = 0; first < steps; first++)
        {
            if (!hidden[(first * tracks) + u])
                continue;
            var end = first + 1;
            while (end < steps && hidden[(end * tracks) + u])
                end++;
            var sure = new double[end - first];
            _hiddenDecoder.Decode(
                [.. Enumerable.Range(first, end - first).Select(step => answers.Slice(((((n * batch.Tokens) + step) * tracks) + u) * width, width))],
                first == 0 ? [] : Cell(first - 1).Span, end == steps ? [] : Cell(end).Span, [.. Enumerable.Range(first, end - first).Select(Cell)], sure);
            for (var step = first; step < end; step++)
                confidence[(step * GridLayout.Tracks) + facts.Tracks[u]] = (float)sure[step - first];
            first = end;
        }

        Memory<float> Cell(int step) => rows.AsMemory((step * facts.Layout.Width) + (facts.Tracks[u] * facts.Layout.Values.Count), facts.Layout.Values.Count);
    }
}
