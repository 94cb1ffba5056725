using Saccade.Counting.Data;
using Saccade.Counting.Learning;
using Saccade.Counting.Metrics;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Neural;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Counting.OneShot;

/// <summary>The heat map with those terms of the pointing model's loss that speak of the look, weighted alike, and its peaks as counts.</summary>
/// <param name="model">The model.</param>
/// <param name="data">What it is trained on, or what a run kept of it.</param>
internal sealed class HeatMapLearner(HeatMapModel model, CountingData data) : ICountingLearner
{
    private static readonly PointingLossOptions Weights = new();

    public Module Model => model;

    public CountingData Data => data;

    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        new("", [GraphInputs.Pictures(model.Grid), GraphInputs.Categories(data)], inputs =>
        {
            var sight = model.Look(inputs["pictures"], inputs.Choices("categories"));
            return [("things", sight.Things), ("offsets", sight.Offsets)];
        }),
    ];

    public LossTerms Loss(Batch batch) => Loss(Look((CountingBatch)batch), (CountingBatch)batch);

    public BatchEvaluation Evaluate(Batch batch)
    {
        var counted = (CountingBatch)batch;
        var sight = Look(counted);
        var outputs = counted.Images.Select((image, n) => CountingMetrics.Judge(image, Peaks.Of(sight, counted, n), []) with { Statistics = InputStatistics.Of(image, sight.Features, n) });
        return new BatchEvaluation(Loss(sight, counted).Total.Item(), [.. outputs]);
    }

    public IReadOnlyList<(CountResult Count, IReadOnlyDictionary<string, double> Statistics)> Count(CountingBatch batch, CountStopping stopping)
    {
        var sight = Look(batch);
        return [.. batch.Images.Select((image, n) => (stopping.Decide(Peaks.Of(sight, batch, n)), InputStatistics.Of(image, sight.Features, n)))];
    }

    private static LossTerms Loss(Sight sight, CountingBatch batch)
    {
        var things = PointingLoss.Things(sight.Things, batch);
        return PointingLoss.Offset(sight.Offsets, batch) is { } offset
            ? new(things.ScaleShift((float)Weights.Things, 0).Add(offset.ScaleShift((float)Weights.Offset, 0)), [("things", things), ("offset", offset)])
            : new(things.ScaleShift((float)Weights.Things, 0), [("things", things)]);
    }

    private Sight Look(CountingBatch batch)
    {
        var (pictures, categories) = batch.Inputs(model.Engine);
        return model.Look(pictures, categories);
    }
}
