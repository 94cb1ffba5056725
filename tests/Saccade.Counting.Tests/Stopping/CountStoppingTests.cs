using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Tests.Stopping;

public class CountStoppingTests
{
    [Fact]
    public void A_model_that_stops_too_late_is_made_to_stop_in_time_by_its_validation()
    {
        // Where nothing is left it is never surer than -0.6, and before never surer than -2.
        var outputs = Enumerable.Range(0, 40).Select(i => Output($"{i}", things: i % 5, k => k < i % 5 ? -2 - k : -0.6)).ToArray();
        var fitted = CountStopping.Fit(outputs, prior: 0, isFitted: true)!;
        Assert.InRange(fitted.Shift, 0.6, 2);
        Assert.Equal((0, 10), (fitted.ValidationError, fitted.PlainValidationError));
        var applied = outputs.Select(fitted.Applied).ToArray();
        Assert.All(applied, o => Assert.Equal((1, 1), (o.Ratios![CountingMetrics.Exact].Sum, o.Ratios[CountingMetrics.Finished].Sum)));
        // Without it the count goes on as far as it was followed.
        Assert.Equal(0, outputs[3].Ratios![CountingMetrics.Finished].Sum);
    }

    [Fact]
    public void A_model_that_stops_too_early_goes_on_where_it_would_have_stopped()
    {
        var outputs = Enumerable.Range(0, 40).Select(i => Output($"{i}", things: i % 5, k => k < i % 5 ? 0.75 : 2.5)).ToArray();
        var fitted = CountStopping.Fit(outputs, prior: 0, isFitted: true)!;
        Assert.InRange(fitted.Shift, -2.5, -0.75);
        var applied = outputs.Select(fitted.Applied).ToArray();
        Assert.Equal((0, 4), (outputs[4].Ratios!["points_12"].Count, applied[4].Ratios!["points_12"].Count));
        // Decided once, it can be decided again.
        Assert.Equal(outputs.Select(o => o.Ratios![CountingMetrics.MeanError]), applied.Select(CountStopping.Plain.Applied).Select(o => o.Ratios![CountingMetrics.MeanError]));
    }

    [Fact]
    public void Where_counts_are_right_nothing_is_shifted()
    {
        var outputs = Enumerable.Range(0, 30).Select(i => Output($"{i}", things: i % 4, k => k < i % 4 ? -1.5 : 1.5)).ToArray();
        Assert.Equal((0, 0), (CountStopping.Fit(outputs, 0, isFitted: true)!.Shift, CountStopping.Fit(outputs, 0, isFitted: false)!.Shift));
        Assert.Null(CountStopping.Fit([], 0, true));
        Assert.Null(CountStopping.Fit([CountingMetrics.Judge(Image("x", 2), new CountResult([], StopReason.NoMore, 1) { Count = 2 })], 0, true));
    }

    [Fact]
    public void A_correction_of_what_is_usual_changes_probabilities_and_a_shift_the_stopping_alone()
    {
        var trace = new CountTrace([new(4, 4), new(40, 40)], [-3, -1, 2], StopReason.NoMore);
        var (plain, shifted, corrected) = (CountStopping.Plain.Decide(trace), new CountStopping { Shift = 1.5 }.Decide(trace), new CountStopping { Prior = 1.5 }.Decide(trace));
        Assert.Equal((2, 1, 1), (plain.Count, shifted.Count, corrected.Count));
        Assert.Equal((LogOdds.Probability(2), LogOdds.Probability(-1), LogOdds.Probability(0.5)), (plain.Done, shifted.Done, corrected.Done));
        Assert.Equal((1 - LogOdds.Probability(-3), 1 - LogOdds.Probability(-1.5)), (shifted.Points[0].Confidence, corrected.Points[0].Confidence));
        Assert.Equal((2, StopReason.Limit), (new CountStopping { Shift = -3 }.Decide(trace).Count, new CountStopping { Shift = -3 }.Decide(trace).Reason));
    }

    [Theory]
    [InlineData(0.5, 1, 1, 0)] // one thing an image, half of the steps ends in both
    [InlineData(0.5, 3, 1, -1.0986)] // an end counted thrice
    [InlineData(0.25, 1, 19, -1.8458)] // one end in four steps, where there is one in twenty
    public void Shares_of_ends_are_corrected_by_their_log_odds(double taught, double weight, double things, double shift) => Assert.Equal(shift, PriorShift.Of(taught, weight, things), 4);

    [Fact]
    public void Who_is_less_sure_of_the_end_has_missed_more()
    {
        // Below 1 two things are missed, above 3 none; between, one in some, not always more where it is less sure.
        var images = Enumerable.Range(0, 300).Select(i => Missing(i / 60.0, missed: i < 60 ? 2 : i < 180 ? (i / 20) % 2 : 0)).ToArray();
        var estimate = MissedEstimate.Fit(images)!;
        Assert.Equal((2, 0), (estimate.At(-5), estimate.At(9)));
        Assert.InRange(estimate.At(2), 0.3, 0.7);
        Assert.Equal(estimate.Misses.OrderDescending(), estimate.Misses);
        Assert.Equal(images.Sum(i => 2.0 - i.Count.Count), images.Sum(i => estimate.At(i.Trace.Ends[^1])), 6);
        Assert.Null(MissedEstimate.Fit([]));
    }

    [Fact]
    public void What_a_run_stored_is_read_again()
    {
        var folder = Directory.CreateTempSubdirectory("stopping");
        try
        {
            var run = RunFolder.Create(Path.Combine(folder.FullName, "run"));
            Assert.Same(CountStopping.Plain, CountStopping.Read(run));
            var stored = new CountStopping { Shift = -0.5, Prior = 0.25, ValidationError = 0.1, Missed = new([0, 1], [0.5, 0.25]) };
            stored.Write(run);
            var read = CountStopping.Read(run);
            Assert.Equal((-0.5, 0.25, 0.1, 0.25), (read.Shift, read.Prior, read.ValidationError, read.Missed!.At(3)));
            Assert.True(double.IsNaN(read.PlainValidationError));
            File.WriteAllText(run.StoppingPath, "{");
            Assert.Contains("train the run again", Assert.Throws<RunException>(() => CountStopping.Read(run)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (CountTrace Trace, CountResult Count, IReadOnlyList<PointPixels> Truth) Missing(double end, int missed)
    {
        PointPixels[] truth = [new(50, 50), new(100, 100)];
        var trace = new CountTrace([.. truth.Skip(missed)], [.. Enumerable.Repeat(-9.0, 2 - missed), end], StopReason.NoMore);
        return (trace, CountStopping.Plain.Decide(trace), truth);
    }

    /// <summary>Who points at each thing and then ten times at nothing, as long as it is not sure.</summary>
    private static SampleOutput Output(string id, int things, Func<int, double> end)
    {
        var image = Image(id, things);
        PointPixels[] points = [.. image.Places, .. Enumerable.Range(0, 10).Select(i => new PointPixels(300, 20 * i))];
        return CountingMetrics.Judge(image, new CountTrace(points, [.. Enumerable.Range(0, points.Length + 1).Select(end)], StopReason.NoMore), []);
    }

    private static CountingImage Image(string id, int things) =>
        CountingImage.On(id, new Frame(384, 384), 384, 0, [.. Enumerable.Range(0, things).Select(i => (new PointPixels(20 + (30 * i), 200), 6.0))], PointOrder.Reading);
}
