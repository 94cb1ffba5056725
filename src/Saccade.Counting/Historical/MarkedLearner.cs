using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Learning;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Counting.Historical;

/// <summary>The model of marked pictures with its loss over taught steps, and its counts by itself from its own marks.</summary>
/// <param name="model">The model.</param>
/// <param name="marks">What marks look like.</param>
/// <param name="counting">How it counts by itself.</param>
/// <param name="data">What it is trained on, or what a run kept of it.</param>
public sealed class MarkedLearner(MarkedModel model, MarkOptions marks, MarkedCountOptions counting, CountingData data) : ICountingLearner
{
    private readonly MarkedPictures _pictures = new(marks);

    public Module Model => model;

    public CountingData Data => data;

    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        new("", [GraphInputs.Pictures(model.Grid), GraphInputs.Categories(data), GraphInputs.Outside(model.Grid), .. model.FurtherInputs],
            inputs => model.Answer(model.Look(inputs["pictures"], inputs.Choices("categories")), inputs)),
    ];

    public LossTerms Loss(Batch batch)
    {
        var counted = (CountingBatch)batch;
        return model.Loss(Look(StepsOf(counted)), counted);
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var counted = (CountingBatch)batch;
        var steps = StepsOf(counted);
        var seen = Look(steps);
        var said = model.Say(seen, [.. steps.Select(s => s.Image)]);
        var taught = counted.Steps.Zip(said).ToLookup(s => s.First.Image, s => new StepAnswer(s.First.Visited.Length, s.Second.End, s.Second.Place));
        // The first of the judged steps has no marks yet.
        var first = counted.Steps.Index().GroupBy(s => s.Item.Image).ToDictionary(g => g.Key, g => g.First().Index);
        var outputs = counted.Images.Zip(Trace(counted.Images, counting.Stopping)).Select((image, n) =>
            CountJudge.Judge(CountRecord.Of(image.First, image.Second, [.. taught[n]]) with { Stopping = counting.Stopping }) with { Statistics = InputStatistics.Of(image.First, seen, first[n]) });
        return new BatchEvaluation(model.Loss(seen, counted).Total.Item(), [.. outputs]);
    }

    public IReadOnlyList<(CountResult Count, IReadOnlyDictionary<string, double> Statistics)> Count(CountingBatch batch, CountStopping stopping)
    {
        var seen = Look([.. batch.Images.Select(i => (i, (IReadOnlyList<PointPixels>)[]))]);
        return [.. Trace(batch.Images, stopping).Select((trace, n) => (stopping.Decide(trace), InputStatistics.Of(batch.Images[n], seen, n)))];
    }

    private static IReadOnlyList<(CountingImage Image, IReadOnlyList<PointPixels> Visited)> StepsOf(CountingBatch batch) =>
        [.. batch.Steps.Select(s => (batch.Images[s.Image], (IReadOnlyList<PointPixels>)s.Visited))];

    private IReadOnlyList<CountTrace> Trace(IReadOnlyList<CountingImage> images, CountStopping stopping) =>
        MarkedRollout.Of(model.Engine, images, counting.Limit, stopping, steps => model.Say(Look(steps), [.. steps.Select(s => s.Image)]));

    private Tensor Look(IReadOnlyList<(CountingImage Image, IReadOnlyList<PointPixels> Visited)> steps) =>
        model.Look(_pictures.Of(model.Engine, model.Grid.Size, steps), model.Engine.From([.. steps.Select(s => s.Image.Category)], steps.Count));
}
