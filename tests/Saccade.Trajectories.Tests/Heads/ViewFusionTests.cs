using Saccade.Tensors;
using Saccade.Trajectories.Heads;

namespace Saccade.Trajectories.Tests.Heads;

/// <summary>Views become one vector that knows which picture is whose.</summary>
public sealed class ViewFusionTests : IDisposable
{
    private readonly Engine engine = new(new EngineOptions { Seed = 3, Threads = 1 });

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Views_fuse_into_one_vector_a_clip_and_a_clip_does_not_see_its_neighbours(int views)
    {
        using var scope = engine.BeginScope();
        var fusion = Fused(views);
        var values = Enumerable.Range(0, 3 * views * 10).Select(i => MathF.Sin(i * 1.7f)).ToArray();
        var all = fusion.Forward(engine.From(values, 3 * views, 10));
        Assert.Equal(new Shape(3, 64), all.Shape);
        var last = fusion.Forward(engine.From(values.AsSpan(2 * views * 10), views, 10));
        Assert.Equal(all.AsSpan()[128..].ToArray(), last.ToArray());
    }

    [Fact]
    public void The_same_pictures_from_swapped_cameras_are_something_else()
    {
        using var scope = engine.BeginScope();
        var fusion = Fused(views: 2);
        float[] first = [.. Enumerable.Range(0, 10).Select(i => MathF.Sin(i * 1.7f))], second = [.. Enumerable.Range(0, 10).Select(i => MathF.Cos(i * 2.1f))];
        var one = fusion.Forward(engine.From((float[])[.. first, .. second], 2, 10)).ToArray();
        var other = fusion.Forward(engine.From((float[])[.. second, .. first], 2, 10)).ToArray();
        Assert.True(one.Zip(other).Max(p => Math.Abs(p.First - p.Second)) > 0.01);
    }

    private ViewFusion Fused(int views)
    {
        var fusion = new ViewFusion(engine, 10, 64, views);
        fusion.Initialize();
        fusion.SetTraining(false);
        return fusion;
    }
}
