using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.OneShot;
using Saccade.Counting.Pointing;
using Saccade.Counting.Stopping;
using Saccade.Media;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Tape;
using Saccade.Training;

namespace Saccade.Counting.Tests.OneShot;

public class OneShotTests
{
    private static readonly CellGrid Grid = new(64);

    [Fact]
    public void Peaks_are_counted_from_the_surest_on_and_what_lies_beside_one_is_none()
    {
        using var batch = Batch(Image([]));
        var things = new float[Grid.Count];
        Array.Fill(things, -6);
        foreach (var (x, y, thing) in new[] { (4, 4, 3f), (5, 4, 2.9f), (10, 9, -1f), (2, 13, 0.5f) })
            things[(y * Grid.Side) + x] = thing;
        var trace = Peaks.Of(Sight(things), batch, 0);
        Assert.Equal([new(18, 18), new(10, 54), new(42, 38)], trace.Points);
        Assert.Equal([-3, -0.5, 1, CountStopping.Farthest], trace.Ends);
        Assert.Equal((2, 3, 1), (Said(0), Said(-1.5), Said(1)));
        int Said(double shift) => new CountStopping { Shift = shift }.Decide(trace).Count;
    }

    [Fact]
    public void Cells_beside_the_image_hold_nothing()
    {
        using var batch = Batch(CountingImage.On("x", new Frame(64, 30), 64, 0, [], PointOrder.Reading));
        var things = new float[Grid.Count];
        Array.Fill(things, -6);
        things[(12 * Grid.Side) + 3] = 5;
        Assert.Empty(Peaks.Of(Sight(things), batch, 0).Points);
    }

    [Fact]
    public void Bumps_add_up_to_the_count_wherever_things_lie()
    {
        using var batch = new CountingBatch([Image([new(1, 1), new(30, 30), new(33, 30), new(63, 63)]), CountingImage.On("y", new Frame(64, 30), 64, 0, [(new(20, 29), 6.0)], PointOrder.Reading)], Grid, []);
        var bumps = DensityLearner.Bumps(batch);
        Assert.Equal(4, bumps[..Grid.Count].Sum(), 1e-4);
        Assert.Equal(1, bumps[Grid.Count..].Sum(), 1e-4);
        Assert.All(Enumerable.Range(8 * Grid.Side, 8 * Grid.Side), cell => Assert.Equal(0, bumps[Grid.Count + cell]));
    }

    [Theory]
    [InlineData("heat_map")]
    [InlineData("density")]
    public void What_counts_at_one_look_learns_four_images_by_heart(string model)
    {
        using var batch = new CountingBatch([Image([], 32), Image([new(10, 20)], 32), Image([new(6, 20), new(24, 10)], 32), Image([new(7, 5), new(20, 6), new(15, 25)], 32)], new CellGrid(32), []);
        var engine = new Engine(new() { Seed = 3, Threads = 1 });
        var recipe = new ApplicationList(new CountingApplication()).Bind(RecipeFile.Parse($"task: counting\nmodel: {model}\ndata.size: 32\nmodel.channels: 16\nmodel.blocks: 0\nmodel.width: 16\nmodel.depth: 1\nmodel.heads: 2\nmodel.feed_forward: 16\nmodel.cell: 16\n", "test")).Recipe;
        using var data = new GeneratedScenes(recipe.Options<CountingDataOptions>());
        var learner = ModelFamily.Named(model).Build(recipe, data, engine);
        var optimiser = new AdamW(learner.Model, new AdamOptions());
        var first = double.NaN;
        for (var step = 0; step < 100; step++)
        {
            using var scoped = engine.BeginStep(step);
            var loss = learner.Loss(batch).Total;
            first = step == 0 ? loss.Item() : first;
            loss.Backward();
            optimiser.Update(0.005);
        }
        learner.Model.SetTraining(false);
        using var judging = engine.BeginScope();
        var judged = learner.Evaluate(batch);
        Assert.True(judged.Loss < first / 4, $"{first} to {judged.Loss}");
        Assert.True(judged.Outputs.Count(o => o.Ratios![CountingMetrics.Exact].Sum == 1) >= 3);
        if (model == "density")
            Assert.Contains("count with a model that points", Assert.Throws<RunException>(() => learner.Count(batch, CountStopping.Plain)).Message, StringComparison.Ordinal);
        else
            Assert.Equal(judged.Outputs.Select(o => o.Ratios!["points_12"].Count), learner.Count(batch, CountStopping.Plain).Select(c => (double)c.Count.Count));
    }

    private static Sight Sight(float[] things)
    {
        var engine = new Engine();
        return new(engine.From(new float[Grid.Count], 1, Grid.Count, 1), engine.From(things, 1, Grid.Count), engine.From(new float[2 * Grid.Count], 1, Grid.Count, 2));
    }

    private static CountingBatch Batch(CountingImage image) => new([image], Grid, []);

    /// <summary>White squares on black.</summary>
    private static CountingImage Image(PointPixels[] places, int size = 64)
    {
        var picture = new Frame(size, size);
        foreach (var place in places)
            picture.FillBox(place.X - 4, place.Y - 4, place.X + 4, place.Y + 4, Rgb.White);
        return CountingImage.On("x", picture, size, 0, [.. places.Select(p => (p, 8.0))], PointOrder.Reading);
    }
}
