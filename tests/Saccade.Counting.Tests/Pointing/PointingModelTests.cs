using Saccade.Counting.Pointing;
using Saccade.Tensors;

namespace Saccade.Counting.Tests.Pointing;

public class PointingModelTests
{
    private static readonly EncoderOptions Small = new() { Channels = 16, Blocks = 1, Width = 16, Depth = 1, Heads = 2, FeedForward = 16, Cell = 16, Dropout = 0 };

    [Fact]
    public void A_step_costs_at_most_a_tenth_of_looking()
    {
        foreach (var size in new[] { 128, 160, 192 })
        {
            var (look, step) = new PointingModel(new Engine(), new EncoderOptions(), size, 7).MultiplyAdds();
            Assert.True(10 * step <= look, $"{size}: {step} of {look}");
        }
    }

    [Fact]
    public void Every_step_chooses_among_all_cells_and_no_more()
    {
        using var made = Made(out var model);
        var sight = model.Look(Pictures(model.Engine, 2), model.Engine.From([0, 3], 2));
        Assert.Equal((new Shape(2, 64, 16), new Shape(2, 64), new Shape(2, 64, 2)), (sight.Features.Shape, sight.Things.Shape, sight.Offsets.Shape));
        var scores = Choose(model, sight, [0, 1, 1], outside: 5);
        Assert.Equal(new Shape(3, 65), scores.Shape);
        Assert.All(new[] { 0, 65, 130 }, row => Assert.True(scores.AsSpan()[row + 5] < -1000));
    }

    [Fact]
    public void What_is_seen_depends_on_the_picture_and_on_what_is_asked_for_alone()
    {
        using var made = Made(out var model);
        var engine = model.Engine;
        var both = model.Look(Pictures(engine, 2), engine.From([0, 3], 2)).Features.AsSpan().ToArray();
        var second = model.Look(engine.From(Pictures(engine, 2).AsSpan()[(3 * 32 * 32)..], 1, 3, 32, 32), engine.From([3], 1)).Features.AsSpan().ToArray();
        Assert.Equal(both[(64 * 16)..], second);
        Assert.NotEqual(second, model.Look(engine.From(Pictures(engine, 2).AsSpan()[(3 * 32 * 32)..], 1, 3, 32, 32), engine.From([4], 1)).Features.AsSpan().ToArray());
    }

    [Theory]
    [InlineData(40, 16, 2)]
    [InlineData(32, 16, 3)]
    public void Impossible_sizes_are_refused(int size, int width, int heads) =>
        Assert.Throws<ArgumentException>(() => new PointingModel(new Engine(), Small with { Width = width, Heads = heads }, size, 7));

    private static Scope Made(out PointingModel model)
    {
        var engine = new Engine();
        model = new PointingModel(engine, Small, 32, 7);
        model.Initialize();
        model.SetTraining(false);
        return engine.BeginScope();
    }

    private static Tensor Pictures(Engine engine, int count) =>
        engine.From([.. Enumerable.Range(0, count * 3 * 32 * 32).Select(i => MathF.Sin(i * 0.37f))], count, 3, 32, 32);

    private static Tensor Choose(PointingModel model, Sight sight, int[] images, int outside)
    {
        var (visited, masked) = (new float[images.Length * 64 * VisitedPlanes.Count], new float[images.Length * 64]);
        for (var n = 0; n < images.Length; n++)
            masked[(n * 64) + outside] = 1;
        var engine = model.Engine;
        return model.Choose(sight, new(engine.From(images, images.Length), engine.From(visited, images.Length, 64, VisitedPlanes.Count), engine.From(masked, images.Length, 64)));
    }
}
