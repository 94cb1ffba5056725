using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Historical;
using Saccade.Counting.Losses;
using Saccade.Counting.Pointing;
using Saccade.Counting.Steps;
using Saccade.Media;
using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Counting.Tests.Historical;

/// <summary>What the heads of the historical form learn from, and what they do not.</summary>
public class RegressingModelTests
{
    private const int Size = 32;

    private static readonly CellGrid Grid = new(Size);

    [Fact]
    public void The_weight_of_the_end_reaches_the_gradient_of_its_head()
    {
        var (light, heavy) = (Norms([Next, End], new() { Done = 1 }), Norms([Next, End], new() { Done = 3 }));
        Assert.True(light["done_head"] > 0);
        Assert.Equal(3, heavy["done_head"] / light["done_head"], 3);
        Assert.Equal(light["x_head"], heavy["x_head"], 5);
    }

    [Fact]
    public void A_classification_teaches_the_end_alone_and_a_regression_the_place_alone()
    {
        var classification = Norms([Next with { Choice = StepChoice.Classification }, End with { Choice = StepChoice.Classification }]);
        Assert.Equal((0.0, 0.0), (classification["x_head"], classification["y_head"]));
        Assert.True(classification["done_head"] > 0);
        var regression = Norms([Next with { Choice = StepChoice.Regression }]);
        Assert.Equal(0, regression["done_head"]);
        Assert.True(regression["x_head"] > 0 && regression["y_head"] > 0);
    }

    [Fact]
    public void An_end_pulls_towards_no_place()
    {
        var norms = Norms([End]);
        Assert.Equal((0.0, 0.0), (norms["x_head"], norms["y_head"]));
        Assert.Equal(Terms([Next])["place"], Terms([Next, End])["place"], 5);
    }

    [Fact]
    public void A_regression_over_an_empty_image_teaches_nothing_and_is_no_error()
    {
        var norms = Norms([new CountingStep(1, [], []) { Choice = StepChoice.Regression }]);
        Assert.All(norms.Values, n => Assert.Equal(0, n));
        Assert.Equal(0, Terms([new CountingStep(1, [], []) { Choice = StepChoice.Regression }])["place"]);
    }

    [Theory]
    [InlineData(SpatialForm.Squared)]
    [InlineData(SpatialForm.Funnel)]
    [InlineData(SpatialForm.ThreeStages)]
    [InlineData(SpatialForm.Huber)]
    public void The_place_costs_what_the_loss_says_of_its_distance(SpatialForm form)
    {
        var options = new MarkedLossOptions { Spatial = form, Threshold = 0.2 };
        var place = Said(options);
        var truth = new ImagePlane(Size, Size).Normalise(Things.Places[0]);
        var (dx, dy) = (Math.Abs(place.X - truth.X), Math.Abs(place.Y - truth.Y));
        var expected = form == SpatialForm.Squared ? (dx * dx) + (dy * dy) : SpatialLoss.Of(form, 0.2).At(dx + dy).Value;
        Assert.Equal(expected, Terms([Next], options)["place"], 4);
    }

    [Fact]
    public void The_nearest_that_is_left_may_be_asked_for_instead_of_the_next()
    {
        var options = new MarkedLossOptions { Spatial = SpatialForm.Squared, Nearest = true };
        var place = Said(options);
        var plane = new ImagePlane(Size, Size);
        var least = Things.Places.Select(plane.Normalise).MinBy(t => Math.Abs(t.X - place.X) + Math.Abs(t.Y - place.Y));
        Assert.Equal(Square(least.X - place.X) + Square(least.Y - place.Y), Terms([Next], options)["place"], 4);
        Assert.True(Terms([Next], options)["place"] < Terms([Next], options with { Nearest = false })["place"]);

        static double Square(double x) => x * x;
    }

    [Fact]
    public void Places_are_brought_into_the_image()
    {
        using var made = Made(new(), out var model);
        var narrow = new CountingImage("n", new Frame(Size, 8), 1, 0, [], []);
        var (point, _) = Assert.Single(model.Say(Look(model, 1), [narrow]));
        Assert.True(point.X is >= 0 and <= Size && point.Y is >= 0 and <= 8);
    }

    // The first thing in order lies far from the middle, where an untrained model points; the second near it.
    private static CountingImage Things => new("x", new Frame(Size, Size), 1, 0, [new(2, 3), new(17, 17)], [4, 4]);

    private static CountingStep Next => new(0, [], [0, 1]);

    private static CountingStep End => new(0, [new(2, 3), new(17, 17)], []);

    private static Dictionary<string, double> Terms(CountingStep[] steps, MarkedLossOptions? loss = null)
    {
        using var made = Made(loss ?? new(), out var model);
        using var batch = Batch(steps);
        return model.Loss(Look(model, steps.Length), batch).Parts.ToDictionary(p => p.Name, p => (double)p.Value.Item());
    }

    private static PointNormal Said(MarkedLossOptions loss)
    {
        using var made = Made(loss, out var model);
        return new ImagePlane(Size, Size).Normalise(model.Say(Look(model, 1), [Things])[0].Place);
    }

    /// <summary>The norm of each module's gradient after one backward pass.</summary>
    private static Dictionary<string, double> Norms(CountingStep[] steps, MarkedLossOptions? loss = null)
    {
        var engine = new Engine();
        var model = Model(engine, loss ?? new());
        using var batch = Batch(steps);
        using var step = engine.BeginStep(0);
        model.Loss(Look(model, steps.Length), batch).Total.Backward();
        return model.Parameters().GroupBy(p => p.Name.Split('.')[0])
            .ToDictionary(g => g.Key, g => Math.Sqrt(g.Sum(p => p.Tensor.Gradient is { } gradient ? gradient.AsSpan().ToArray().Sum(v => (double)v * v) : 0)));
    }

    private static Scope Made(MarkedLossOptions loss, out RegressingModel model)
    {
        var engine = new Engine();
        model = Model(engine, loss);
        return engine.BeginScope();
    }

    private static RegressingModel Model(Engine engine, MarkedLossOptions loss)
    {
        var encoder = new EncoderOptions { Channels = 16, Blocks = 0, Width = 16, Depth = 1, Heads = 2, FeedForward = 16, Cell = 16 };
        var model = new RegressingModel(engine, encoder, new HeadOptions { Hidden = 8, Dropout = 0 }, loss, Size, 7);
        model.Initialize();
        model.SetTraining(false);
        return model;
    }

    /// <summary>The same picture for each step: what is said does not differ, what is asked does.</summary>
    private static Tensor Look(RegressingModel model, int count)
    {
        var engine = model.Engine;
        return model.Look(engine.From([.. Enumerable.Range(0, count).SelectMany(_ => Enumerable.Range(0, 3 * Size * Size).Select(i => MathF.Sin(i * 0.37f)))], count, 3, Size, Size), engine.From(new int[count], count));
    }

    private static CountingBatch Batch(CountingStep[] steps) => new([Things, new CountingImage("empty", new Frame(Size, Size), 1, 0, [], [])], Grid, steps);
}
