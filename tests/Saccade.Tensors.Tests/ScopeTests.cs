using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Tests;

public class ScopeTests
{
    [Fact]
    public void A_tensor_of_an_ended_step_throws_and_names_the_step()
    {
        using var engine = new Engine();
        Tensor stale;
        using (engine.BeginStep(12))
            stale = engine.Zeros(1);
        var exception = Assert.Throws<StaleTensorException>(() => stale.Item());
        Assert.Contains("step 12", exception.Message);
        Assert.Contains("Keep()", exception.Message);
    }

    [Fact]
    public void A_kept_tensor_outlives_its_step()
    {
        using var engine = new Engine();
        Tensor kept;
        using (engine.BeginStep(0))
            kept = engine.Full(new Shape(3), 2).Keep();
        Assert.Equal([2, 2, 2], kept.ToArray());
    }

    [Fact]
    public void Backward_gives_intermediate_results_back_and_leaves_the_root_readable()
    {
        using var engine = new Engine();
        var x = engine.From([3f], 1).RequireGradient();
        using var step = engine.BeginStep(0);
        var middle = x.Relu();
        var root = middle.Relu();
        root.Backward();
        Assert.Equal(1, x.Gradient!.Item());
        Assert.Equal(3, root.Item());
        Assert.Throws<StaleTensorException>(() => middle.Item());
    }

    [Fact]
    public void Memory_is_reused_from_step_to_step()
    {
        using var engine = new Engine();
        var x = engine.Full(new Shape(1000), 1).RequireGradient();
        long reserved = 0;
        for (var i = 0; i < 10; i++)
        {
            using var step = engine.BeginStep(i);
            x.Relu().Backward(engine.Full(x.Shape, 1));
            if (i == 1)
                reserved = engine.ReservedBytes;
        }
        Assert.Equal(reserved, engine.ReservedBytes);
    }

    [Fact]
    public void Steps_do_not_nest()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep(0);
        Assert.Throws<InvalidOperationException>(() => engine.BeginStep(1));
    }
}
