using Saccade.Counting.Losses;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Counting.Tests.Losses;

public class SpatialLossTests
{
    private const double Below = 1e-9;

    public static TheoryData<string, double, double, double> Golden => new()
    {
        { "funnel_0.3", 0.01, 0.0001, 0.02 }, { "funnel_0.1", 0.01, 0.0001, 0.02 }, { "three_stages", 0.01, 0.001, 0.2 },
        { "funnel_0.3", 0.026, 0.000676, 0.052 }, { "funnel_0.1", 0.026, 0.000676, 0.052 }, { "three_stages", 0.026, 0.00676, 0.52 },
        { "funnel_0.3", 0.05, 0.0025, 0.1 }, { "funnel_0.1", 0.05, 0.0025, 0.1 }, { "three_stages", 0.05 - Below, 0.025, 1 }, { "three_stages", 0.05, 0.0025, 0.1 },
        { "funnel_0.3", 0.1, 0.01, 0.2 }, { "funnel_0.1", 0.1 - Below, 0.01, 0.2 }, { "funnel_0.1", 0.1, 0.02, 0.1 }, { "three_stages", 0.1 - Below, 0.01, 0.2 }, { "three_stages", 0.1, 0.03, 0.2 },
        { "funnel_0.3", 0.15, 0.0225, 0.3 }, { "funnel_0.1", 0.15, 0.025, 0.1 }, { "three_stages", 0.15, 0.04, 0.2 },
        { "funnel_0.3", 0.3 - Below, 0.09, 0.6 }, { "funnel_0.3", 0.3, 0.18, 0.3 }, { "funnel_0.1", 0.3, 0.04, 0.1 }, { "three_stages", 0.3, 0.07, 0.2 },
        { "funnel_0.3", 1, 0.39, 0.3 }, { "funnel_0.1", 1, 0.11, 0.1 }, { "three_stages", 1, 0.21, 0.2 },
        { "funnel_0.3", 4, 1.29, 0.3 }, { "funnel_0.1", 4, 0.41, 0.1 }, { "three_stages", 4, 0.81, 0.2 },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void The_historical_funnels_have_their_values_and_slopes(string name, double distance, double value, double slope)
    {
        var loss = Historical.Single(l => l.Name == name);
        Assert.Equal(value, loss.At(distance).Value, 6);
        Assert.Equal(slope, loss.At(distance).Slope, 6);
    }

    [Fact]
    public void Three_stages_rise_as_the_error_falls() =>
        Assert.True(SpatialLoss.ThreeStages.At(0.049).Value > 9 * SpatialLoss.ThreeStages.At(0.051).Value);

    [Fact]
    public void Hubers_loss_neither_jumps_nor_bends_sharply()
    {
        var huber = SpatialLoss.Huber(0.2);
        Assert.Equal(huber.At(0.2 - Below).Value, huber.At(0.2).Value, 8);
        Assert.Equal(huber.At(0.2 - Below).Slope, huber.At(0.2).Slope, 8);
        Assert.Equal((2 * 0.2 * 1.5) - 0.04, huber.At(1.5).Value, 12);
    }

    [Theory]
    [InlineData("funnel_0.3")]
    [InlineData("three_stages")]
    [InlineData("squared")]
    [InlineData("huber_0.2")]
    public void Gradients_on_the_tape_are_the_slope_with_the_sign_of_each_axis(string name)
    {
        var loss = Historical.Append(SpatialLoss.Squared).Append(SpatialLoss.Huber(0.2)).Single(l => l.Name == name);
        var engine = new Engine();
        using var step = engine.BeginStep(0);
        float[] said = [0.02f, -0.01f, 0.5f, 0.1f, -0.2f, 0.4f], truth = [0, 0, 0.1f, 0.1f, -0.1f, 0.42f];
        var parameter = engine.From(said, 3, 2).RequireGradient();
        var cost = loss.Of(parameter, engine.From(truth, 3, 2)).Keep();
        cost.Sum().Backward();
        var gradient = parameter.Gradient!.AsSpan();
        for (var i = 0; i < 3; i++)
        {
            var (ex, ey) = (said[2 * i] - truth[2 * i], said[(2 * i) + 1] - truth[(2 * i) + 1]);
            var (value, slope) = loss.At(Math.Abs(ex) + Math.Abs(ey));
            if (name == "squared")
            {
                Assert.Equal((ex * ex) + (ey * ey), cost.AsSpan()[i], 5);
                Assert.Equal(2 * ex, gradient[2 * i], 5);
                continue;
            }
            Assert.Equal(value, cost.AsSpan()[i], 5);
            Assert.Equal(slope * Math.Sign(ex), gradient[2 * i], 5);
            Assert.Equal(slope * Math.Sign(ey), gradient[(2 * i) + 1], 5);
        }
    }

    private static IEnumerable<SpatialLoss> Historical => [SpatialLoss.WideFunnel, SpatialLoss.NarrowFunnel, SpatialLoss.ThreeStages];
}
