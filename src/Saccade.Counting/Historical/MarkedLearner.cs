using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Learning;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
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
        var counts = Count(counted.Images);
        var outputs = counted.Images.Select((image, n) => Judge(counted, n, counts[n], said) with
        {
            // The first of the judged steps has no marks yet.
            Statistics = InputStatistics.Of(image, seen, counted.Steps.Index().First(s => s.Item.Image == n).Index),
        });
        return new BatchEvaluation(model.Loss(seen, counted).Total.Item(), [.. outputs]);
    }

    public IReadOnlyList<(CountResult Count, IReadOnlyDictionary<string, double> Statistics)> Count(CountingBatch batch)
    {
        var seen = Look([.. batch.Images.Select(i => (i, (IReadOnlyList<PointPixels>)[]))]);
        return [.. Count(batch.Images).Select((count, n) => (count, InputStatistics.Of(batch.Images[n], seen, n)))];
    }

    /// <summary>A count beside the truth, and what was said of the end at taught steps.</summary>
    private static SampleOutput Judge(CountingBatch batch, int n, CountResult count, IReadOnlyList<(PointPixels Place, double Done)> said)
    {
        var output = CountingMetrics.Judge(batch.Images[n], count);
        var done = batch.Steps.Zip(said).Where(s => s.First.Image == n).ToLookup(s => s.First.Left.Length == 0, s => (float)s.Second.Done);
        var values = new Dictionary<string, IReadOnlyList<float>>(output.Values ?? new Dictionary<string, IReadOnlyList<float>>())
        {
            [CountingMetrics.DoneAtEnd] = [.. done[true]],
            [CountingMetrics.DoneBefore] = [.. done[false]],
        };
        return output with { Values = values };
    }

    private static IReadOnlyList<(CountingImage Image, IReadOnlyList<PointPixels> Visited)> StepsOf(CountingBatch batch) =>
        [.. batch.Steps.Select(s => (batch.Images[s.Image], (IReadOnlyList<PointPixels>)s.Visited))];

    private IReadOnlyList<CountResult> Count(IReadOnlyList<CountingImage> images) =>
        MarkedRollout.Of(model.Engine, images, counting, steps => model.Say(Look(steps), [.. steps.Select(s => s.Image)]));

    private Tensor Look(IReadOnlyList<(CountingImage Image, IReadOnlyList<PointPixels> Visited)> steps) =>
        model.Look(_pictures.Of(model.Engine, model.Grid.Size, steps), model.Engine.From([.. steps.Select(s => s.Image.Category)], steps.Count));
}
