using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Tests.Metrics;

public class CountingMetricsTests
{
    [Fact]
    public void A_point_stands_for_one_thing_alone()
    {
        PointPixels[] truth = [new(10, 10), new(14, 10)], said = [new(12, 10), new(11, 10), new(80, 80)];
        Assert.Equal([1.0, 2.0], PointMatching.Distances(said, truth, radius: 5));
        Assert.Equal([1.0], PointMatching.Distances(said, truth, radius: 1.5));
        Assert.Empty(PointMatching.Distances([], truth, 5));
    }

    [Fact]
    public void Errors_are_given_for_an_image_of_384_pixels_and_a_missed_thing_counts()
    {
        // 96 pixels: four times as many of 384.
        var image = CountingImage.On("x", new Frame(96, 96), 96, 0, [(new(10, 10), 6.0), (new(50, 50), 6.0)], PointOrder.Reading);
        var output = CountingMetrics.Judge(image, new([new(new(10, 11), 1)], StopReason.NoMore, 1));
        Assert.Equal([4f, 12f], output.Values![CountingMetrics.PixelErrors]);
        Assert.Equal((0.0, 1.0, -1.0), (output.Ratios![CountingMetrics.Exact].Sum, output.Ratios[CountingMetrics.MeanError].Sum, output.Ratios[CountingMetrics.Bias].Sum));
        Assert.Equal((2.0, 3.0), (output.Ratios[CountingMetrics.PointF1].Sum, output.Ratios[CountingMetrics.PointF1].Count));
    }

    [Fact]
    public void Quantiles_and_rankings_look_at_the_numbers_of_all_samples_together()
    {
        SampleOutput[] outputs =
        [
            new() { Id = "a", Values = new Dictionary<string, IReadOnlyList<float>> { ["e"] = [1, 3], ["up"] = [0.9f], ["down"] = [0.2f, 0.9f] } },
            new() { Id = "b", Values = new Dictionary<string, IReadOnlyList<float>> { ["e"] = [10], ["up"] = [0.1f] } },
            new() { Id = "c" },
        ];
        var (median, auc) = (new QuantileMetric("median", "", "e", 0.5), new RankingMetric("auc", "", "up", "down"));
        Assert.Equal(3, median.Evaluate(outputs, [1, 1, 1]));
        Assert.Equal(10, median.Evaluate(outputs, [1, 5, 1]));
        Assert.True(double.IsNaN(median.Evaluate(outputs, [0, 0, 1])));
        // 0.9 beats 0.2 and draws with 0.9, 0.1 loses to both.
        Assert.Equal(1.5 / 4, auc.Evaluate(outputs, [1, 1, 1]));
        Assert.Equal(0.75, auc.Evaluate(outputs, [2, 0, 1]));
        Assert.True(double.IsNaN(auc.Evaluate(outputs, [0, 1, 0])));
    }
}
