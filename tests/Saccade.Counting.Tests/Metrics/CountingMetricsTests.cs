using System.Text.Json;
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
        Assert.Equal([1.0, 2.0], PointMatching.Pairs(said, truth, radius: 5).Select(p => p.Distance));
        Assert.Equal([1.0], PointMatching.Pairs(said, truth, radius: 1.5).Select(p => p.Distance));
        Assert.Empty(PointMatching.Pairs([], truth, 5));
    }

    [Fact]
    public void Errors_are_given_for_an_image_of_384_pixels_and_a_missed_thing_counts()
    {
        // 96 pixels: four times as many of 384.
        var image = CountingImage.On("x", new Frame(96, 96), 96, 0, [(new(10, 10), 6.0), (new(50, 50), 6.0)], PointOrder.Reading);
        var output = CountingMetrics.Judge(image, new([new(new(10, 11), 1)], StopReason.NoMore, 1));
        Assert.Equal([4f, 12f], output.Values![CountingMetrics.PixelErrors]);
        Assert.Equal((0.0, 1.0, -1.0), (output.Ratios![CountingMetrics.Exact].Sum, output.Ratios[CountingMetrics.MeanError].Sum, output.Ratios[CountingMetrics.Bias].Sum));
        Assert.Equal(2.0 / 3, Of(CountingMetrics.PointF1, output), 12);
        Assert.Equal((1, 0.5), (Of("point_precision", output), Of("point_recall", output)));
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

    [Fact]
    public void A_point_beside_a_thing_that_has_one_already_counts_it_again()
    {
        PointPixels[] truth = [new(10, 10), new(60, 60)], said = [new(10, 11), new(12, 10), new(40, 10)];
        Assert.Equal([1], PointMatching.Duplicates(said, truth, 5, PointMatching.Pairs(said, truth, 5)));
    }

    [Fact]
    public void Errors_of_counts_are_told_in_things_and_in_per_cent()
    {
        // 8 said 9, 20 said 15, 100 said 110, 0 said 0.
        var outputs = new[] { (8, 9), (20, 15), (100, 110), (0, 0) }.Select((c, i) => Said($"{i}", c.Item1, c.Item2)).ToArray();
        Assert.Equal(0.25, Of(CountingMetrics.Exact, outputs));
        Assert.Equal(4, Of(CountingMetrics.MeanError, outputs));
        Assert.Equal(Math.Sqrt((1 + 25 + 100) / 4.0), Of(CountingMetrics.RootError, outputs), 12);
        Assert.Equal(1.5, Of(CountingMetrics.Bias, outputs));
        Assert.Equal((0.5, 0.75, 1), (Of("count_within_1", outputs), Of("count_within_5", outputs), Of("count_within_10", outputs)));
        Assert.Equal((0.25, 0.5, 0.75), (Of("count_within_5_percent", outputs), Of("count_within_10_percent", outputs), Of("count_within_20_percent", outputs)));
        Assert.Equal((1, 5, 10, 0), (Of("count_mae_6_10", outputs), Of("count_mae_11_20", outputs), Of("count_mae_above_50", outputs), Of("count_mae_0", outputs)));
        Assert.True(double.IsNaN(Of("count_mae_1_5", outputs)));
    }

    [Fact]
    public void Errors_of_twenty_counts_of_which_a_few_are_far_off_are_those_of_their_definition()
    {
        // The counts behind the historical table of twenty images are not known, only that two of 443 and 436 things ruled it.
        var outputs = Enumerable.Range(0, 16).Select(i => (20, 20)).Concat([(443, 20), (436, 20), (100, 20), (8, 20)]).Select((c, i) => Said($"{i}", c.Item1, c.Item2)).ToArray();
        double[] errors = [423, 416, 80, -12];
        Assert.Equal(errors.Sum(Math.Abs) / 20, Of(CountingMetrics.MeanError, outputs), 12);
        Assert.Equal(Math.Sqrt(errors.Sum(e => e * e) / 20), Of(CountingMetrics.RootError, outputs), 12);
        Assert.Equal(-errors.Sum() / 20, Of(CountingMetrics.Bias, outputs), 12);
    }

    [Fact]
    public void Taught_steps_tell_the_next_thing_from_any_that_is_left()
    {
        var image = CountingImage.On("x", new Frame(384, 384), 384, 0, [(new(10, 10), 6.0), (new(100, 10), 6.0), (new(200, 10), 6.0)], PointOrder.Reading);
        // The first thing at k = 0; the third in place of the second; the first again where only the third is left; the end, known.
        StepAnswer[] taught = [new(0, -3, new(10, 13)), new(1, -2, new(200, 17)), new(2, -1, new(10, 10)), new(3, 5, default)];
        var output = CountingMetrics.Judge(image, new CountTrace([], [1], StopReason.NoMore), taught);
        Assert.Equal((1.0 / 3, 1.0 / 3, 1.0 / 3), (Of("next_hit_5", output), Of("next_hit_10", output), Of("next_hit_20", output)));
        Assert.Equal((1.0 / 3, 2.0 / 3), (Of("any_hit_5", output), Of("any_hit_10", output)));
        Assert.Equal((1, 1, 1), (Of("done_auc", output), Of("done_precision", output), Of("done_recall", output)));
        Assert.Equal([StepStratum.First, StepStratum.Middle, StepStratum.Last, StepStratum.End], taught.Select(t => StepStrata.Of(t.Visited, 3)));
        Assert.Equal((StepStratum.Empty, StepStratum.Last, StepStratum.End), (StepStrata.Of(0, 0), StepStrata.Of(0, 1), StepStrata.Of(1, 1)));
    }

    [Fact]
    public void Stopping_is_early_where_things_are_missed_and_late_after_the_last_was_found()
    {
        var image = CountingImage.On("x", new Frame(384, 384), 384, 0, [(new(10, 10), 6.0), (new(100, 10), 6.0)], PointOrder.Reading);
        var early = CountingMetrics.Judge(image, new CountTrace([new(10, 10)], [-5, 5], StopReason.NoMore), []);
        var late = CountingMetrics.Judge(image, new CountTrace([new(10, 10), new(100, 10), new(200, 200), new(12, 10)], [-5, -5, -1, -1, 5], StopReason.NoMore), []);
        var right = CountingMetrics.Judge(image, new CountTrace([new(100, 10), new(10, 10)], [-5, -5, 5], StopReason.NoMore), []);
        Assert.Equal((1, 1, 0), (Of("stopped_early", early), Of("stop_error", early), Of("stopped_late", early)));
        Assert.Equal((0, 2, 1), (Of("stopped_early", late), Of("stop_error", late), Of("stopped_late", late)));
        Assert.Equal((0, 0, 0), (Of("stopped_early", right), Of("stop_error", right), Of("stopped_late", right)));
        Assert.Equal((0.25, 0.5), (Of("point_duplicates", late), Of("point_misses", early)));
        // Of the late one's own steps the last three have nothing left.
        Assert.Equal((3, 2), (late.Values![CountingMetrics.OwnDoneAtEnd].Count, late.Values[CountingMetrics.OwnDoneBefore].Count));
        Assert.Equal(1 / (1 + Math.Exp(5)), Of("done_ece", right), 6);
    }

    [Fact]
    public void An_output_holds_all_that_it_was_made_of()
    {
        var image = CountingImage.On("x", new Frame(96, 64), 96, 0, [(new(10, 10), 6.0)], PointOrder.Reading) with { Traits = ImageTraits.Apart | ImageTraits.Clutter };
        var output = CountingMetrics.Judge(image, new CountTrace([new(11, 10)], [-2.5, 3.25], StopReason.NoMore), [new(0, -1.5, new(10.5, 10))]);
        var record = CountRecord.Of(JsonSerializer.Deserialize<SampleOutput>(JsonSerializer.Serialize(output, RunJson.Line), RunJson.Line)!);
        Assert.Equal(image.Traits, record.Traits);
        Assert.Equal([new(40, 40)], record.Truth);
        Assert.Equal([new(44, 40)], record.Trace!.Points);
        Assert.Equal([-2.5, 3.25], record.Trace.Ends);
        Assert.Equal([new StepAnswer(0, -1.5, new(42, 40))], record.Taught);
        Assert.Equal((0, 1), (Of("count_mae_clutter", output), Of("count_exact_apart", output)));
        Assert.True(double.IsNaN(Of("count_mae_touching", output)));
        var constant = CountRecord.Of(CountingMetrics.Judge(image, new CountResult([], StopReason.NoMore, 1) { Count = 4 }));
        Assert.Equal((4, null), (constant.Said!.Count, constant.Trace));
    }

    private static double Of(string metric, params SampleOutput[] outputs) => CountingMetrics.All.Single(m => m.Name == metric).Evaluate(outputs, [.. outputs.Select(_ => 1)]);

    private static SampleOutput Said(string id, int truth, int said) => CountingMetrics.Judge(
        CountingImage.On(id, new Frame(384, 384), 384, 0, [.. Enumerable.Range(0, truth).Select(i => (new PointPixels(i % 384, i / 384), 1.0))], PointOrder.Reading),
        new CountResult([], StopReason.NoMore, 1) { Count = said });
}
