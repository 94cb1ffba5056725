using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Tests.Operations;

public class DropoutTests
{
    [Fact]
    public void About_the_given_share_is_dropped_and_the_rest_scaled_up()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep(3);
        var y = engine.Full(new Shape(100, 1001), 3).Dropout(0.25f).ToArray();
        Assert.All(y, value => Assert.True(value is 0 or 4));
        Assert.Equal(0.25, y.Count(value => value == 0) / (double)y.Length, 0.01);
    }

    [Fact]
    public void Backward_drops_what_forward_dropped()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var step = engine.BeginStep(0);
        var x = engine.Full(new Shape(33, 1001), 1).RequireGradient();
        var y = x.Dropout(0.5f);
        var kept = y.ToArray();
        y.Backward(engine.Full(y.Shape, 1));
        Assert.Equal(kept, x.Gradient!.ToArray());
    }

    [Fact]
    public void The_same_step_draws_the_same_mask_and_two_calls_differ()
    {
        using var engine = new Engine();
        var masks = new List<float[]>();
        foreach (var number in new long[] { 5, 5, 6 })
        {
            using var step = engine.BeginStep(number);
            var x = engine.Full(new Shape(200), 1);
            masks.Add(x.Dropout(0.5f).ToArray());
            Assert.NotEqual(masks[^1], x.Dropout(0.5f).ToArray());
        }
        Assert.Equal(masks[0], masks[1]);
        Assert.NotEqual(masks[0], masks[2]);
    }

    [Fact]
    public void Nothing_is_copied_when_nothing_is_dropped_and_a_probability_of_one_is_refused()
    {
        using var engine = new Engine();
        var x = engine.Full(new Shape(3), 1);
        Assert.Same(x, x.Dropout(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Dropout(1));
    }
}
