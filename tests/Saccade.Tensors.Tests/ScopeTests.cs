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

    [Fact]
    public void Scopes_ended_in_the_wrong_order_are_refused_and_can_still_be_ended_in_the_right_one()
    {
        using var engine = new Engine();
        var outer = engine.BeginStep(0);
        var inner = engine.BeginScope();
        var tensor = engine.Zeros(4);
        Assert.Throws<InvalidOperationException>(outer.Dispose);
        Assert.Equal(0, tensor.ToArray()[0]);
        inner.Dispose();
        outer.Dispose();
        outer.Dispose();
        Assert.Throws<StaleTensorException>(() => tensor.ToArray());
        using var next = engine.BeginStep(1);
    }

    [Fact]
    public void Views_and_gradients_and_indices_go_stale_with_their_step()
    {
        using var engine = new Engine();
        var x = engine.From([1f, 2, 3, 4], 2, 2).RequireGradient();
        Tensor view, row, gradient;
        IntTensor indices;
        using (engine.BeginStep(3))
        {
            var y = x.Relu();
            view = y.Reshape(4);
            row = y.Slice(0, 1, 1);
            indices = engine.From([1, 2], 2);
            y.KeepGradient();
            gradient = engine.Full(y.Shape, 1);
            y.Backward(gradient);
            Assert.Throws<StaleTensorException>(() => view.ToArray());
            Assert.Throws<StaleTensorException>(() => row.Relu());
        }
        Assert.Throws<StaleTensorException>(() => view.Relu());
        Assert.Throws<StaleTensorException>(() => row.Keep());
        Assert.Throws<StaleTensorException>(() => row.AsSpan());
        Assert.Throws<StaleTensorException>(() => view.Reshape(2, 2));
        Assert.Throws<StaleTensorException>(() => view.Add(view));
        Assert.Throws<StaleTensorException>(() => indices.AsSpan());
        Assert.Throws<StaleTensorException>(() => indices.Keep());
        Assert.Equal([1, 1, 1, 1], x.Gradient!.ToArray());
    }

    [Fact]
    public void Keeping_a_view_keeps_the_memory_it_looks_at()
    {
        using var engine = new Engine();
        Tensor whole, row;
        using (engine.BeginStep(0))
        {
            whole = engine.From([1f, 2, 3, 4], 2, 2);
            row = whole.Slice(0, 1, 1).Keep();
        }
        using (engine.BeginStep(1))
            engine.Full(new Shape(2, 2), 9);
        Assert.Equal([3, 4], row.ToArray());
        Assert.Equal([1, 2, 3, 4], whole.ToArray());
    }

    [Fact]
    public void A_kept_result_is_a_constant_in_later_steps()
    {
        using var engine = new Engine();
        var w = engine.From([2f], 1).RequireGradient();
        var memory = w;
        for (var step = 0; step < 3; step++)
        {
            using var scope = engine.BeginStep(step);
            memory = memory.Multiply(w).Keep();
            memory.Sum().Backward();
        }
        Assert.Equal(16, memory.Item());
        Assert.Equal(4 + 4 + 8, w.Gradient!.Item());
    }

    [Fact]
    public void A_step_that_failed_leaves_nothing_behind_on_the_tape()
    {
        using var engine = new Engine();
        var x = engine.From([1f, 2], 2).RequireGradient();
        using (engine.BeginStep(0))
        {
            var y = x.Relu();
            Assert.Throws<ArithmeticException>(() => Failing.Of(y).Backward(engine.Full(x.Shape, 1)));
        }
        using (engine.BeginStep(1))
            x.Sum().Backward();
        Assert.Equal([1, 1], x.Gradient!.ToArray());
    }

    [Fact]
    public void Backward_goes_once()
    {
        using var engine = new Engine();
        var x = engine.From([1f, 2], 2).RequireGradient();
        using var step = engine.BeginStep(0);
        var loss = x.Sum();
        loss.Backward();
        var exception = Assert.Throws<InvalidOperationException>(() => loss.Backward());
        Assert.Contains("only go once", exception.Message);
    }

    [Fact]
    public void Tensors_of_two_engines_do_not_meet_in_an_operation()
    {
        using var here = new Engine();
        using var there = new Engine();
        var x = here.Zeros(2, 2);
        var foreign = there.Zeros(2, 2);
        Action[] operations =
        [
            () => x.Add(foreign), () => x.MatMul(foreign), () => x.Linear(foreign, null), () => x.LayerNorm(foreign.Reshape(4).Slice(0, 0, 2)),
            () => new[] { x, foreign }.Concat(0), () => x.MeanSquaredError(foreign), () => x.ResidualLayerNorm(foreign, null, null),
        ];
        foreach (var operation in operations)
            Assert.Contains("another engine", Assert.Throws<ArgumentException>(operation).Message);
    }

    [Fact]
    public void A_disposed_engine_says_so()
    {
        var engine = new Engine(new EngineOptions { Threads = 2 });
        var x = engine.Zeros(100, 100);
        var step = engine.BeginStep(0);
        var inside = x.Relu();
        engine.Dispose();
        engine.Dispose();
        Assert.Contains("Engine", Assert.Throws<ObjectDisposedException>(() => x.Relu()).Message);
        Assert.Throws<ObjectDisposedException>(() => engine.Zeros(1));
        step.Dispose();
        Assert.Throws<StaleTensorException>(() => inside.ToArray());
    }

    /// <summary>An operation whose backward throws.</summary>
    private sealed class Failing : Operation
    {
        public static Tensor Of(Tensor x)
        {
            var y = x.Engine.Zeros(x.Shape);
            x.Engine.Record(y, new Failing());
            return y;
        }

        protected internal override void Backward(Tensor y, Tensor dy) => throw new ArithmeticException();
    }
}
