using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.OneShot;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Media;
using Saccade.Tensors;

namespace Saccade.Counting.Tests.OneShot;

public class DensityTests
{
    private static readonly CellGrid Grid = new(32);

    [Fact]
    public void A_map_is_never_negative_and_holds_nothing_beside_the_image()
    {
        var model = Model();
        using var scope = model.Engine.BeginScope();
        var outside = Enumerable.Range(0, Grid.Count).Select(cell => cell < 32 ? 0f : 1).ToArray();
        var (_, density) = model.Look(Pictures(model.Engine), model.Engine.From([0], 1), model.Engine.From(outside, 1, Grid.Count));
        Assert.All(density.AsSpan()[..32].ToArray(), d => Assert.True(d > 0));
        Assert.All(density.AsSpan()[32..].ToArray(), d => Assert.Equal(0, d));
    }

    [Fact]
    public void Who_says_a_number_has_counts_and_no_points_at_all()
    {
        var image = CountingImage.On("x", new Frame(32, 32), 32, 0, [(new(5, 5), 4.0), (new(20, 20), 4.0)], PointOrder.Reading);
        var output = CountingMetrics.Judge(image, new([], StopReason.NoPoints, 1) { Count = 3 });
        double Value(string name) => CountingMetrics.All.Single(m => m.Name == name).Evaluate([output], [1]);
        Assert.Equal((0, 1, 1), (Value(CountingMetrics.Exact), Value(CountingMetrics.MeanError), Value(CountingMetrics.Bias)));
        string[] absent = [CountingMetrics.PointF1, CountingMetrics.Finished, CountingMetrics.Misses, "pixel_error_median", CountingMetrics.DoneRanking];
        Assert.All(absent, name => Assert.True(double.IsNaN(Value(name)), name));
        // The record goes to disk and back.
        Assert.Equal((3, StopReason.NoPoints), (CountRecord.Of(output).Said!.Count, CountRecord.Of(output).Said!.Reason));
    }

    private static DensityModel Model()
    {
        var model = new DensityModel(new Engine(), new EncoderOptions { Channels = 16, Blocks = 0, Width = 16, Depth = 1, Heads = 2, FeedForward = 16, Cell = 16 }, 32, 7);
        model.Initialize();
        return model;
    }

    private static Tensor Pictures(Engine engine) => engine.From([.. Enumerable.Range(0, 3 * 32 * 32).Select(i => MathF.Sin(i * 0.37f))], 1, 3, 32, 32);
}
