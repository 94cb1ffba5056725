using Saccade.Counting.Data;
using Saccade.Counting.Learning;
using Saccade.Counting.Metrics;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Counting.OneShot;

/// <summary>Density regression: the squared distance of each cell from a bump of weight 1 around each thing, and how far the sum is off. It says how many there are, and not where.</summary>
/// <param name="model">The model.</param>
/// <param name="data">What it is trained on, or what a run kept of it.</param>
internal sealed class DensityLearner(DensityModel model, CountingData data) : ICountingLearner
{
    // Deviation of a bump in cells, how far it reaches, and what an error of one thing in the sum costs beside the cells'.
    private const double Spread = 1;
    private const int Reach = 3;
    private const float CountWeight = 0.1f;

    public Module Model => model;

    public CountingData Data => data;

    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        new("", [GraphInputs.Pictures(model.Grid), GraphInputs.Categories(data), GraphInputs.Outside(model.Grid)],
            inputs => [("density", model.Look(inputs["pictures"], inputs.Choices("categories"), inputs["outside"]).Density)]),
    ];

    public LossTerms Loss(Batch batch)
    {
        var counted = (CountingBatch)batch;
        return Loss(Look(counted).Density, counted);
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var counted = (CountingBatch)batch;
        var (features, density) = Look(counted);
        var sums = density.Sum([1]).ToArray();
        var outputs = counted.Images.Select((image, n) => CountingMetrics.Judge(image, Said(sums[n])) with { Statistics = InputStatistics.Of(image, features, n) });
        return new BatchEvaluation(Loss(density, counted).Total.Item(), [.. outputs]);
    }

    public IReadOnlyList<(CountResult Count, IReadOnlyDictionary<string, double> Statistics)> Count(CountingBatch batch, CountStopping stopping) =>
        throw new RunException("a density says how many things there are and not where: judge it with 'saccade evaluate', and count with a model that points");

    /// <summary>(B, P): a bump around each thing that adds up to 1 within the image.</summary>
    internal static float[] Bumps(CountingBatch batch)
    {
        var grid = batch.Grid;
        var targets = new float[batch.Count * grid.Count];
        for (var n = 0; n < batch.Count; n++)
        {
            var outside = batch.OutsideOf(n);
            foreach (var place in batch.Images[n].Places)
            {
                var own = grid.CellOf(place);
                var shares = new List<(int Cell, double Share)>();
                foreach (var cell in grid.Around(own, Reach))
                {
                    var distance = grid.Middle(cell).DistanceTo(place) / CellGrid.CellPixels;
                    if (outside[cell] == 0 || cell == own)
                        shares.Add((cell, Math.Exp(-distance * distance / (2 * Spread * Spread))));
                }
                var sum = shares.Sum(s => s.Share);
                foreach (var (cell, share) in shares)
                    targets[(n * grid.Count) + cell] += (float)(share / sum);
            }
        }
        return targets;
    }

    private static CountResult Said(float sum) => new([], StopReason.NoPoints, 1) { Count = (int)Math.Round(sum) };

    private static LossTerms Loss(Tensor density, CountingBatch batch)
    {
        var (engine, cells) = (density.Engine, batch.Grid.Count);
        var bumps = density.MeanSquaredError(engine.From(Bumps(batch), batch.Count, cells)).ScaleShift(cells, 0);
        var counts = density.Sum([1]).Subtract(engine.From([.. batch.Images.Select(i => (float)i.Places.Count)], batch.Count)).Abs().Mean();
        return new(bumps.Add(counts.ScaleShift(CountWeight, 0)), [("density", bumps), ("count", counts)]);
    }

    private (Tensor Features, Tensor Density) Look(CountingBatch batch)
    {
        var cells = batch.Grid.Count;
        var (pictures, categories) = batch.Inputs(model.Engine);
        var outside = new float[batch.Count * cells];
        for (var n = 0; n < batch.Count; n++)
            batch.OutsideOf(n).CopyTo(outside.AsSpan(n * cells));
        return model.Look(pictures, categories, model.Engine.From(outside, batch.Count, cells));
    }
}
