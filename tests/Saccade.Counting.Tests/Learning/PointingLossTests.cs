using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Learning;
using Saccade.Counting.Pointing;
using Saccade.Media;
using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Counting.Tests.Learning;

public class PointingLossTests
{
    private static readonly CellGrid Grid = new(32);

    [Fact]
    public void Who_chooses_rightly_pays_next_to_nothing() => Assert.InRange(Loss(right: 20), 0, 1e-4);

    [Fact]
    public void Who_chooses_another_thing_that_is_left_pays_for_the_order_alone()
    {
        using var batch = Batch(new CountingStep(0, [], [0, 1]));
        var engine = new Engine();
        using var step = engine.BeginStep(0);
        var scores = new float[65];
        scores[Grid.CellOf(batch.Images[0].Places[1])] = 20;
        var parts = PointingLoss.Of(engine.From(scores, 1, 65), engine.Zeros(new Shape(1, 64, 2)), batch, new()).Parts.ToDictionary(p => p.Name, p => p.Value.Item());
        Assert.InRange(parts["any"], 0, 1e-4);
        Assert.InRange(parts["next"], 19, 21);
    }

    [Fact]
    public void The_weight_of_the_end_reaches_the_gradients_of_training()
    {
        var (light, heavy) = (EndGradient(1), EndGradient(3));
        Assert.True(heavy < 0 && light < 0);
        // One step of two: weights 1 and 1, then 1 and 3, each made to add up to 1.
        Assert.Equal(1.5, heavy / light, 3);
    }

    private static double Loss(float right)
    {
        using var batch = Batch(new CountingStep(0, [], [0, 1]), new CountingStep(0, [new(5, 5), new(20, 20)], []));
        var engine = new Engine();
        using var step = engine.BeginStep(0);
        var (scores, offsets) = (new float[2 * 65], new float[2 * 64 * 2]);
        var cell = Grid.CellOf(batch.Images[0].Places[0]);
        scores[cell] = right;
        scores[65 + 64] = right;
        (offsets[2 * cell], offsets[(2 * cell) + 1]) = Grid.OffsetOf(batch.Images[0].Places[0]);
        return PointingLoss.Of(engine.From(scores, 2, 65), engine.From(offsets, 2, 64, 2), batch, new()).Total.Item();
    }

    /// <summary>The gradient of the score of "no more" at a step that is the end, beside one that is not.</summary>
    private static double EndGradient(double weight)
    {
        using var batch = Batch(new CountingStep(0, [], [0, 1]), new CountingStep(0, [new(5, 5), new(20, 20)], []));
        var engine = new Engine();
        using var step = engine.BeginStep(0);
        var scores = engine.Zeros(new Shape(2, 65)).RequireGradient();
        PointingLoss.Of(scores, engine.Zeros(new Shape(2, 64, 2)), batch, new() { Done = weight }).Total.Backward();
        return scores.Gradient!.AsSpan()[65 + 64];
    }

    private static CountingBatch Batch(params CountingStep[] steps) =>
        new([CountingImage.On("x", new Frame(32, 32), 32, 0, [(new(5, 5), 4.0), (new(20, 20), 4.0)], PointOrder.Reading)], Grid, steps);
}
