using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Learning;
using Saccade.Counting.Pointing;
using Saccade.Media;
using Saccade.Tensors;
using Saccade.Tensors.Tape;
using Saccade.Training;

namespace Saccade.Counting.Tests.Learning;

public class PointingLossTests
{
    private static readonly CellGrid Grid = new(32);
    private static readonly CountingStep First = new(0, [], [0, 1]), End = new(0, [new(5, 5), new(20, 20)], []);

    [Fact]
    public void Who_sees_and_chooses_rightly_pays_next_to_nothing()
    {
        using var batch = Batch();
        var (things, offsets, scores) = (new float[64], new float[64 * 2], new float[2 * 65]);
        Array.Fill(things, -20);
        foreach (var place in batch.Images[0].Places)
        {
            var cell = Grid.CellOf(place);
            things[cell] = 20;
            foreach (var beside in new[] { cell, cell - 1, cell + 1, cell - 8, cell + 8, cell - 9, cell - 7, cell + 7, cell + 9 })
                (offsets[2 * beside], offsets[(2 * beside) + 1]) = Grid.OffsetOf(beside, place);
        }
        scores[Grid.CellOf(batch.Images[0].Places[0])] = 20;
        scores[65 + 64] = 20;
        Assert.InRange(Loss(batch, things, offsets, scores, First, End).Total.Item(), 0, 1e-4);
    }

    [Fact]
    public void Who_chooses_another_thing_that_is_left_pays_for_the_order_alone()
    {
        using var batch = Batch();
        var scores = new float[65];
        scores[Grid.CellOf(batch.Images[0].Places[1])] = 20;
        var parts = Loss(batch, new float[64], new float[64 * 2], scores, First).Parts.ToDictionary(p => p.Name, p => p.Value.Item());
        Assert.InRange(parts["any"], 0, 1e-4);
        Assert.InRange(parts["next"], 18.5, 19.5);
    }

    [Fact]
    public void A_cell_beside_a_things_own_points_at_it_as_well_and_one_farther_off_does_not()
    {
        using var batch = Batch();
        var own = Grid.CellOf(batch.Images[0].Places[0]);
        Assert.InRange(Next(own - 1), 0, 1e-4);
        Assert.InRange(Next(own + 2), 10, 30);

        double Next(int cell)
        {
            var scores = new float[65];
            scores[cell] = 20;
            return Loss(batch, new float[64], new float[64 * 2], scores, First).Parts.Single(p => p.Name == "next").Value.Item();
        }
    }

    [Fact]
    public void A_cell_beside_a_things_own_is_hardly_blamed_for_seeing_it()
    {
        var (right, beside, far) = (ThingsLoss(also: null), ThingsLoss(also: 1), ThingsLoss(also: 30));
        Assert.InRange(beside - right, 0, 0.1 * (far - right));
    }

    [Fact]
    public void The_weight_of_the_end_reaches_the_gradients_of_training()
    {
        var (light, heavy) = (EndGradient(1), EndGradient(3));
        Assert.True(heavy < 0 && light < 0);
        // One step of two: weights 1 and 1, then 1 and 3, each made to add up to 1.
        Assert.Equal(1.5, heavy / light, 3);
    }

    [Fact]
    public void Images_without_things_have_a_loss_too()
    {
        using var batch = new CountingBatch([CountingImage.On("none", new Frame(32, 32), 32, 0, [], PointOrder.Reading)], Grid, []);
        var loss = Loss(batch, new float[64], new float[64 * 2], new float[65], new CountingStep(0, [], []));
        Assert.True(float.IsFinite(loss.Total.Item()));
        Assert.DoesNotContain("offset", loss.Parts.Select(p => p.Name));
    }

    private static double ThingsLoss(int? also)
    {
        using var batch = Batch();
        var things = new float[64];
        Array.Fill(things, -6);
        foreach (var place in batch.Images[0].Places)
            things[Grid.CellOf(place)] = 6;
        if (also is { } cell)
            things[cell] = 6;
        return Loss(batch, things, new float[64 * 2], new float[65], First).Parts.Single(p => p.Name == "things").Value.Item();
    }

    /// <summary>The gradient of the score of "no more" at a step that is the end, beside one that is not.</summary>
    private static double EndGradient(double weight)
    {
        using var batch = Batch();
        var engine = new Engine();
        using var step = engine.BeginStep(0);
        var scores = engine.Zeros(new Shape(2, 65)).RequireGradient();
        var sight = new Sight(engine.Zeros(1, 64, 16), engine.Zeros(1, 64), engine.Zeros(1, 64, 2));
        PointingLoss.Of(sight, scores, batch, [First, End], new() { Done = weight }).Total.Backward();
        return scores.Gradient!.AsSpan()[65 + 64];
    }

    private static LossTerms Loss(CountingBatch batch, float[] things, float[] offsets, float[] scores, params CountingStep[] steps)
    {
        var engine = new Engine();
        var sight = new Sight(engine.Zeros(1, 64, 16), engine.From(things, 1, 64), engine.From(offsets, 1, 64, 2));
        return PointingLoss.Of(sight, engine.From(scores, steps.Length, 65), batch, steps, new());
    }

    /// <summary>Things in cells 9 (5, 5) and 45 (20, 20).</summary>
    private static CountingBatch Batch() =>
        new([CountingImage.On("x", new Frame(32, 32), 32, 0, [(new(5, 5), 4.0), (new(20, 20), 4.0)], PointOrder.Reading)], Grid, []);
}
