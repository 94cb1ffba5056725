using Saccade.Counting.Data;
using Saccade.Counting.Explaining;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Counting.Learning;

/// <summary>The pointing model with its loss over taught steps, and its counts by itself as metrics take them.</summary>
/// <param name="model">The model.</param>
/// <param name="loss">What each term counts.</param>
/// <param name="rollout">How it counts by itself.</param>
/// <param name="data">What it is trained on, or what a run kept of it.</param>
public sealed class PointingLearner(PointingModel model, PointingLossOptions loss, RolloutOptions rollout, CountingData data) : ICountingLearner
{
    public Module Model => model;

    /// <summary>The same, as what it is.</summary>
    public PointingModel Pointing => model;

    public CountingData Data => data;

    /// <summary>The encoder runs once for a picture, the decoder once for each step: it takes what the encoder said, and what has been visited as <see cref="VisitedPlanes"/> says it.</summary>
    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        new("look", [GraphInputs.Pictures(model.Grid), GraphInputs.Categories(data)], inputs =>
        {
            var sight = model.Look(inputs["pictures"], inputs.Choices("categories"));
            return [("features", sight.Features), ("things", sight.Things), ("offsets", sight.Offsets)];
        }),
        new("choose",
        [
            new("features", ["batch", model.Grid.Count, model.Features], "what the look said"),
            new("things", ["batch", model.Grid.Count], "what the look said"),
            new("images", ["steps"], "of each step, which of the pictures it is of", "batch"),
            new("visited", ["steps", model.Grid.Count, VisitedPlanes.Count], "of each cell, how what has been visited lies to where the cell says that its thing is"),
            new("outside", ["steps", model.Grid.Count], "1 for a cell that lies beside the image, else 0"),
        ],
            // A choice does not look at the offsets: those were needed to say what has been visited.
            inputs => [("scores", model.Choose(new Sight(inputs["features"], inputs["things"], inputs["things"]), new ChoiceInputs(inputs.Choices("images"), inputs["visited"], inputs["outside"])))]),
    ];

    public LossTerms Loss(Batch batch)
    {
        var counted = (CountingBatch)batch;
        var sight = Look(counted);
        var places = Places(sight, counted);
        CountingStep[] steps = [.. counted.Steps, .. OwnSteps(sight, places, counted)];
        return PointingLoss.Of(sight, Choose(sight, places, counted, steps), counted, steps, loss);
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var counted = (CountingBatch)batch;
        var sight = Look(counted);
        var places = Places(sight, counted);
        var scores = Choose(sight, places, counted, counted.Steps);
        var traces = Rollout.Trace(model.Engine, counted, places, rollout, inputs => model.Choose(sight, inputs));
        var taught = TaughtAnswers.Of(scores, places, counted);
        var outputs = counted.Images.Select((image, n) => CountingMetrics.Judge(image, traces[n], [.. taught[n]]) with { Statistics = InputStatistics.Of(image, sight.Features, n) }).ToArray();
        return new BatchEvaluation(PointingLoss.Of(sight, scores, counted, counted.Steps, loss).Total.Item(), outputs);
    }

    public IReadOnlyList<(CountResult Count, IReadOnlyDictionary<string, double> Statistics)> Count(CountingBatch batch, CountStopping stopping) =>
        Count(batch, stopping, new CountingStart([.. batch.Images.Select(_ => Array.Empty<PointPixels>())], Flips: false));

    public IReadOnlyList<(CountResult Count, IReadOnlyDictionary<string, double> Statistics)> Count(CountingBatch batch, CountStopping stopping, CountingStart start)
    {
        var sight = Look(batch);
        using var mirror = start.Flips ? Mirror.Of(batch) : null;
        return [.. Rollout.Count(model.Engine, batch, Places(sight, batch), rollout, stopping, inputs => model.Choose(sight, inputs), start.Marks, mirror is null ? null : InMirror(mirror))
            .Select((count, n) => (count, InputStatistics.Of(batch.Images[n], sight.Features, n)))];
    }

    /// <summary>Counts a batch's only image, and keeps how likely each cell was at each step.</summary>
    internal (ExplainedCount Explained, IReadOnlyDictionary<string, double> Statistics) Explain(CountingBatch batch, CountStopping stopping)
    {
        var sight = Look(batch);
        var choices = new List<float[]>();
        var count = Rollout.Count(model.Engine, batch, Places(sight, batch), rollout, stopping, inputs =>
        {
            var scores = model.Choose(sight, inputs);
            choices.Add(scores.Softmax().ToArray());
            return scores;
        })[0];
        float[] things = [.. sight.Things.ToArray().Zip(batch.OutsideOf(0).ToArray(), (thing, outside) => (1 - outside) * (float)LogOdds.Probability(thing))];
        return (new(batch.Images[0], batch.Grid, things, count, choices), InputStatistics.Of(batch.Images[0], sight.Features, 0));
    }

    private Mirrored InMirror(CountingBatch mirrored)
    {
        var sight = Look(mirrored);
        return new(mirrored, Places(sight, mirrored), inputs => model.Choose(sight, inputs));
    }

    private IEnumerable<CountingStep> OwnSteps(Sight sight, PointPixels[][] places, CountingBatch batch)
    {
        if (data.Options.OwnSteps == 0)
            return [];
        var limit = batch.Images.Max(i => i.Places.Count) + OwnMarks.Spare;
        var counts = Rollout.Count(model.Engine, batch, places, rollout with { Limit = limit }, CountStopping.Plain, inputs => model.Choose(sight, inputs));
        return OwnMarks.Steps(batch, counts, data.Options.OwnSteps, model.Engine.RandomKey());
    }

    private Tensor Choose(Sight sight, PointPixels[][] places, CountingBatch batch, IReadOnlyList<CountingStep> steps) =>
        model.Choose(sight, ChoiceInputs.Of(model.Engine, batch, places, [.. steps.Select(s => (s.Image, s.Visited))]));

    private static PointPixels[][] Places(Sight sight, CountingBatch batch) => [.. Enumerable.Range(0, batch.Count).Select(n => sight.Places(batch, n))];

    private Sight Look(CountingBatch batch)
    {
        var (pictures, categories) = batch.Inputs(model.Engine);
        return model.Look(pictures, categories);
    }
}
