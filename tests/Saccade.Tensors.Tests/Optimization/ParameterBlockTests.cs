using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Tests.Optimization;

public class ParameterBlockTests
{
    [Fact]
    public void Parameters_keep_values_and_gradients_and_start_aligned()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var first = engine.From([1f, 2, 3], 3).RequireGradient();
        var second = engine.From([4f, 5], 2).RequireGradient();
        first.Gradient!.AsSpan().Fill(7);
        var block = new ParameterBlock([first, second]);
        Assert.Equal([0, 16], block.Offsets);
        Assert.Equal(32, block.Length);
        Assert.Equal([1, 2, 3], first.ToArray());
        Assert.Equal([7, 7, 7], first.Gradient!.ToArray());
        block.Values.AsSpan()[17] = 6;
        Assert.Equal([4, 6], second.ToArray());
        Assert.Equal([4, 6], block.Part(block.Values, 1).ToArray());
    }

    [Fact]
    public void Backward_adds_into_the_block()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var x = engine.From([1f, -2, 3], 3).RequireGradient();
        var block = new ParameterBlock([x]);
        for (var i = 0; i < 2; i++)
        {
            using var step = engine.BeginStep(i);
            x.Relu().Backward(engine.Full(x.Shape, 2));
        }
        Assert.Equal([4, 0, 4, 0], block.Gradients.AsSpan()[..4].ToArray());
        block.ZeroGradients();
        Assert.Equal([0, 0, 0], x.Gradient!.ToArray());
    }

    [Fact]
    public void The_gradient_norm_is_exact_where_float32_squares_would_overflow()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        var x = engine.Parameter(new Shape(40_000));
        var block = new ParameterBlock([x]);
        x.Gradient!.AsSpan().Fill(3e30f);
        Assert.Equal(3e30f * 200.0, block.GradientNorm(), 1e24);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void The_gradient_norm_is_not_finite_if_one_gradient_is_not(float bad)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        var x = engine.Parameter(new Shape(40_001));
        var block = new ParameterBlock([x]);
        x.Gradient!.AsSpan()[40_000] = bad;
        Assert.False(double.IsFinite(block.GradientNorm()));
    }

    [Fact]
    public void A_parameter_listed_twice_is_refused()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var x = engine.Parameter(new Shape(3));
        var exception = Assert.Throws<ArgumentException>(() => new ParameterBlock([x, x]));
        Assert.Contains("listed twice", exception.Message);
    }
}
