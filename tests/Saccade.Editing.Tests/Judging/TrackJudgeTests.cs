using Saccade.Editing.Baselines.Rows;
using Saccade.Editing.Grid;
using Saccade.Editing.Judging;
using Saccade.Training;

namespace Saccade.Editing.Tests.Judging;

/// <summary>Predicted rows beside true ones: every number by hand.</summary>
public sealed class TrackJudgeTests
{
    private static readonly float[] Clip = Rows.Clip();

    [Fact]
    public void The_truth_itself_is_faultless()
    {
        var truth = new Rows(40).Track(0, (0, Clip), (10, Rows.Clip(scale: 120))).Track(2, (5, Rows.Clip(3, x: 0.1f, left: 4)), (20, Rows.Nothing));
        var measured = truth.Judge(truth, Forecast.Next(1, 40));
        foreach (var name in new[] { "active_f1", "active_f1_v1", "active_f1_v3", "boundary_f1", "boundary_f1_0.1", "boundary_f1_1", "iou", "asset_f1" })
            Assert.Equal(1, measured[name]);
        foreach (var name in new[] { "scale_mae", "position_mae", "crop_mae", "jitter" })
            Assert.Equal(0, measured[name]);
        Assert.DoesNotContain("active_f1_v2", measured.Keys);
        Assert.DoesNotContain("decisions_right", measured.Keys);
    }

    [Fact]
    public void Tracks_classes_and_numbers_are_counted_where_something_is_there()
    {
        // V1 is on for the four steps after the first, V2 for the last two. Said: V1 right at three and off at one; V2 on throughout, of another class.
        var truth = new Rows(5).Track(0, (1, Rows.Clip(1, 150, 0.25f, 0, 10))).Track(1, (3, Rows.Clip(2)));
        var said = new Rows(5).Track(0, (1, Rows.Clip(1, 140, 0.25f, 0.1f, 10))).Set(4, 0, Rows.Nothing).Track(1, (1, Rows.Clip(1)));
        var measured = said.Judge(truth, Forecast.Next(1, 5));
        Assert.Equal(2.0 * 5 / (6 + 7), measured["active_f1"], 12);
        Assert.Equal(2.0 * 3 / (4 + 3), measured["active_f1_v1"], 12);
        // Class 1: 3 of 4 are hit and 7 are said; class 2 is never said.
        Assert.Equal(((2.0 * 3 / (4 + 7)) + 0) / 2, measured["asset_f1"], 12);
        // Off counts as a picture at rest: 50 % off, a quarter of the frame on one axis of two, 10 % on one side of four.
        Assert.Equal(((3 * 10) + 50) / 6.0, measured["scale_mae"], 6);
        Assert.Equal(((3 * 0.05) + 0.125) / 6, measured["position_mae"], 6);
        Assert.Equal(2.5 / 6, measured["crop_mae"], 6);
        // Widths of 1.35 and 1.26, heights of 1.5 and 1.4 that begin 0.15 below each other.
        var (left, right) = (0.75 - 0.75 + 0.15, 0.75 + 0.75);
        var (saidLeft, saidRight) = (0.75 - 0.7 + 0.14, 0.75 + 0.7);
        var both = (Math.Min(right, saidRight) - Math.Max(left, saidLeft)) * (Math.Min(1.25, 0.6 + 0.7) - Math.Max(-0.25, 0.6 - 0.7));
        var overlap = both / ((1.35 * 1.5) + (1.26 * 1.4) - both);
        Assert.Equal(((3 * overlap) + 2) / 6, measured["iou"], 6);
    }

    [Fact]
    public void Of_numbers_that_never_change_in_truth_nothing_is_measured()
    {
        var truth = new Rows(20).Track(0, (0, Clip), (10, Rows.Clip(scale: 120)));
        var measured = new Rows(20).Track(0, (0, Rows.Clip(left: 5))).Judge(truth, Forecast.Next(1, 20));
        Assert.Equal(10 * 20 / 19.0, measured["scale_mae"], 9);
        Assert.DoesNotContain("crop_mae", measured.Keys);
        Assert.DoesNotContain("position_mae", measured.Keys);
    }

    [Fact]
    public void Outputs_of_an_older_version_are_refused_with_what_to_do()
    {
        SampleOutput[] old = [new() { Id = "made@1", Ratios = new Dictionary<string, Ratio> { ["crop_mae"] = new(1, 2) } }];
        var refused = Assert.Throws<RunException>(() => new PlacementError("crop", "crop").Evaluate(old, [1]));
        Assert.Contains("'made@1' was kept by an older version, without 'crop_changes'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("saccade evaluate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_a_track_that_is_said_to_be_empty_do_not_count()
    {
        var truth = new Rows(3).Track(0, (0, Rows.Clip(1, 150)));
        float[] hidden = [0, 4, 150, 0.5f, 0, 0, 0, 0, 0];
        Assert.Equal(new Rows(3).Judge(truth, Forecast.Next(0, 3)), new Rows(3).Track(0, (0, hidden)).Judge(truth, Forecast.Next(0, 3)));
    }

    [Fact]
    public void Who_copies_foresees_no_boundary_at_any_tolerance_or_distance()
    {
        var truth = new Rows(100).Track(0, (0, Clip), (13, Rows.Clip(scale: 120)), (47, Clip)).Track(1, (20, Rows.Clip(2)), (33, Rows.Nothing), (60, Rows.Clip(2)));
        foreach (var forecasts in new[] { Forecast.Next(1, 100), Forecast.Later(10, 10, 100), [.. Forecast.Span(10, 30), .. Forecast.Span(40, 70)] })
        {
            var said = forecasts.SelectMany(f => truth.Grid.Row(f.Given - 1).ToArray()).ToArray();
            var measured = Rows.Judge(truth, forecasts, said);
            Assert.Equal((0.0, 0.0, 0.0), (measured["boundary_f1"], measured["boundary_f1_0.1"], measured["boundary_f1_1"]));
            Assert.True(measured["active_f1"] is > 0.5 and < 1);
        }
    }

    [Fact]
    public void Who_reacts_to_a_cut_that_was_given_has_not_foreseen_it()
    {
        // One step after each cut it wants the row before the cut back: a boundary a tenth of a second late, if that counted.
        var truth = new Rows(60).Track(0, (0, Clip), (13, Rows.Clip(scale: 120)), (30, Clip), (45, Rows.Clip(scale: 120)));
        var forecasts = Forecast.Next(2, 60);
        var said = forecasts.SelectMany(f => truth.Grid.Row(f.Step - 2).ToArray()).ToArray();
        Assert.Equal(0, Rows.Judge(truth, forecasts, said)["boundary_f1_1"]);
    }

    [Theory]
    [InlineData(13, 1, 1, 1)]
    [InlineData(12, 1, 1, 1)]
    [InlineData(10, 0, 1, 1)]
    [InlineData(8, 0, 1, 1)]
    [InlineData(5, 0, 0, 1)]
    [InlineData(2, 0, 0, 0)]
    [InlineData(14, 0, 0, 0)]
    public void A_cut_may_be_announced_early_within_the_tolerance(int announced, double tenth, double half, double second)
    {
        var truth = new Rows(60).Track(0, (0, Clip), (13, Rows.Clip(scale: 150)));
        var forecasts = Forecast.Next(1, 60);
        var said = forecasts.SelectMany(f => truth.Grid.Row(f.Step - 1).ToArray()).ToArray();
        // Something else than what is given, at this step alone.
        Rows.Clip(scale: 70).CopyTo(said, (announced - 1) * GridLayout.Nine.Width);
        var measured = Rows.Judge(truth, forecasts, said);
        Assert.Equal((tenth, half, second), (measured["boundary_f1_0.1"], measured["boundary_f1"], measured["boundary_f1_1"]));
    }

    [Fact]
    public void Within_a_block_a_cut_may_come_late_too_since_nothing_of_it_was_given()
    {
        var truth = new Rows(60).Track(0, (0, Clip), (13, Rows.Clip(scale: 150)));
        var said = new Rows(60).Track(0, (0, Clip), (16, Rows.Clip(scale: 150)));
        Assert.Equal(1, said.Judge(truth, Forecast.Span(10, 30))["boundary_f1"]);
        Assert.Equal(0, said.Judge(truth, Forecast.Span(10, 30))["boundary_f1_0.1"]);
        // The cut in its first row is one against the last row that was given.
        Assert.Equal(1, truth.Judge(truth, Forecast.Span(13, 30))["boundary_f1"]);
    }

    [Fact]
    public void Of_hidden_tracks_only_what_was_hidden_is_judged()
    {
        var truth = new Rows(30).Track(0, (0, Clip), (15, Rows.Clip(scale: 150))).Track(1, (0, Rows.Clip(2)));
        // V1 is hidden at 10 to 19; V2 is known all the time and said wrongly, which nobody asks about.
        var hidden = Enumerable.Range(0, 30 * GridLayout.Tracks).Select(i => i % GridLayout.Tracks == 0 && i / GridLayout.Tracks is >= 10 and < 20).ToArray();
        var sample = new ForecastSample("made", "made", truth.Grid, Forecast.Span(10, 20)) { Hidden = hidden };
        var said = new Rows(30).Track(0, (0, Clip), (16, Rows.Clip(scale: 150))).Of(sample.Forecasts);
        var measured = Rows.Measures([TrackJudge.Judge(sample, said)]);
        Assert.Equal((1.0, 1.0, 1.0), (measured["active_f1"], measured["boundary_f1"], measured["asset_f1"]));
        Assert.Equal(50 / 10.0, measured["scale_mae"]);
        Assert.DoesNotContain("active_f1_v2", measured.Keys);
        // What copies takes the last cell of the track that is known.
        var (copied, sure) = RowHabitBaseline.Rows(new CopiedRow(), sample);
        Assert.Equal(50 / 2.0, Rows.Measures([TrackJudge.Judge(sample, copied, sure)])["scale_mae"]);
    }

    [Fact]
    public void A_cut_is_announced_once()
    {
        var truth = new Rows(60).Track(0, (0, Clip), (13, Rows.Clip(scale: 150)));
        var forecasts = Forecast.Next(1, 60);
        var said = forecasts.SelectMany(f => truth.Grid.Row(f.Step - 1).ToArray()).ToArray();
        foreach (var step in new[] { 10, 11, 12, 13 })
            Rows.Clip(scale: 70).CopyTo(said, (step - 1) * GridLayout.Nine.Width);
        var measured = Rows.Judge(truth, forecasts, said);
        Assert.Equal((0.25, 1.0), (measured["boundary_precision"], measured["boundary_recall"]));
        Assert.Equal(2.0 * 1 / (1 + 4), measured["boundary_f1"], 12);
    }

    [Theory]
    [InlineData(100, 0, 0, 105, 0, 0, false)]
    [InlineData(100, 0, 0, 106, 0, 0, true)]
    [InlineData(100, 0, 0, 100, 0.03f, 0, false)]
    [InlineData(100, 0, 0, 100, 0.1f, 0, true)]
    [InlineData(100, 0, 0, 100, 0, 12, true)]
    public void A_jump_of_the_picture_is_a_cut_and_a_drift_is_none(float scale, float x, float top, float toScale, float toX, float toTop, bool expected) =>
        Assert.Equal(expected, Boundaries.Between(GridLayout.Nine, Rows.Clip(1, scale, x, top: top), Rows.Clip(1, toScale, toX, top: toTop)));

    [Fact]
    public void Clips_begin_and_end_and_another_class_is_a_cut()
    {
        Assert.True(Boundaries.Between(GridLayout.Nine, Rows.Nothing, Clip));
        Assert.True(Boundaries.Between(GridLayout.Nine, Clip, Rows.Nothing));
        Assert.True(Boundaries.Between(GridLayout.Nine, Clip, Rows.Clip(2)));
        Assert.False(Boundaries.Between(GridLayout.Nine, Clip, Clip));
    }

    [Fact]
    public void As_many_boundaries_are_paired_as_can_be()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 300; trial++)
        {
            var (tolerance, ahead) = (random.Next(0, 4), random.Next(1, 5));
            var said = Enumerable.Range(5, 10).Where(_ => random.Next(3) == 0).Select(step => new Forecast(step, step - ahead + 1)).ToArray();
            var truth = Enumerable.Range(5, 10).Where(_ => random.Next(3) == 0).ToArray();
            Assert.Equal(MostPairs(said, truth, tolerance), Boundaries.Pairs(said, truth, tolerance).Count());
        }
    }

    [Fact]
    public void Jitter_is_what_moves_in_predictions_while_nothing_moves_in_truth()
    {
        var truth = new Rows(30).Track(0, (0, Clip));
        var restless = new Rows(30).Track(0, (0, Clip));
        for (var step = 1; step < 30; step += 2)
            restless.Set(step, 0, Rows.Clip(scale: 110));
        Assert.Equal(1 - Math.Pow(100 / 110.0, 2), restless.Judge(truth, Forecast.Next(0, 30))["jitter"], 6);
        var flickering = new Rows(30).Track(0, (0, Clip), (15, Rows.Nothing), (16, Clip));
        Assert.Equal(2.0 / 29, flickering.Judge(truth, Forecast.Next(0, 30))["jitter"], 12);
        // A zoom that is true is no jitter, however it is predicted.
        var zoom = new Rows(30);
        for (var step = 0; step < 30; step++)
            zoom.Set(step, 0, Rows.Clip(scale: 100 + step));
        Assert.DoesNotContain("jitter", restless.Judge(zoom, Forecast.Next(0, 30)).Keys);
    }

    [Theory]
    [InlineData(150, 0, 1)]
    [InlineData(148, 0, 1)]
    [InlineData(147, 0, 0)]
    [InlineData(150, 0.019f, 1)]
    [InlineData(150, 0.03f, 0)]
    public void A_decision_is_right_if_an_eye_would_say_so(float scale, float x, double expected)
    {
        var truth = new Rows(20).Track(0, (0, Clip));
        var due = new DueChange(7, 0, "zoom_after_title", Rows.Clip(scale: 150));
        var said = new Rows(20).Track(0, (0, Clip), (7, Rows.Clip(scale: scale, x: x)));
        var measured = said.Judge(truth, Forecast.Next(1, 20), [due, new DueChange(0, 0, "zoom_after_title", Clip)]);
        Assert.Equal((expected, expected), (measured["decisions_right"], measured["decisions_right_zoom_after_title"]));
        Assert.Equal(0, truth.Judge(truth, Forecast.Next(1, 20), [due])["decisions_right"]);
    }

    [Fact]
    public void Confidence_counts_where_a_boundary_is_announced_and_should_be_as_high_as_the_share_that_is_right()
    {
        var truth = new Rows(60).Track(0, (0, Clip), (20, Rows.Clip(scale: 150)), (40, Clip));
        var said = new Rows(60).Track(0, (0, Clip), (20, Rows.Clip(scale: 150)), (30, Clip));
        var sure = new float[60 * GridLayout.Tracks];
        Array.Fill(sure, 0.99f);
        (sure[20 * GridLayout.Tracks], sure[30 * GridLayout.Tracks]) = (0.85f, 0.83f);
        var output = TrackJudge.Judge(new ForecastSample("made", "made", truth.Grid, Forecast.Span(0, 60)), said.Values, sure);
        // Two announced, one right: half, where both said more than 0.8.
        Assert.Equal(Math.Abs(((0.85 + 0.83) / 2) - 0.5), Rows.Measures([output])["boundary_ece"], 6);
        var bin = Assert.Single(AnnouncedConfidence.Of([output]));
        Assert.Equal((0.8, 2, 0.5), (bin.Low, bin.Samples, bin.Accuracy));
        Assert.DoesNotContain("boundary_ece", said.Judge(truth, Forecast.Span(0, 60)).Keys);
    }

    [Fact]
    public void Rows_that_are_no_forecasts_are_refused()
    {
        var truth = new Rows(10);
        Assert.Throws<ArgumentException>(() => Rows.Judge(truth, Forecast.Next(1, 10), truth.Values));
        Assert.Throws<ArgumentException>(() => Rows.Judge(truth, Forecast.Next(1, 11), new float[10 * 180]));
        Assert.Throws<ArgumentException>(() => Rows.Judge(truth, [new Forecast(3, 4)], new float[180]));
        Assert.Throws<ArgumentException>(() => Rows.Judge(truth, [new Forecast(3, 3), new Forecast(3, 3)], new float[360]));
    }

    /// <summary>By trying everything.</summary>
    private static int MostPairs(IReadOnlyList<Forecast> said, IReadOnlyList<int> truth, int tolerance, int at = 0, int used = 0)
    {
        if (at == truth.Count)
            return 0;
        var most = MostPairs(said, truth, tolerance, at + 1, used);
        for (var p = 0; p < said.Count; p++)
        {
            if ((used >> p & 1) == 0 && Math.Abs(said[p].Step - truth[at]) <= tolerance && said[p].Given <= truth[at])
                most = Math.Max(most, 1 + MostPairs(said, truth, tolerance, at + 1, used | 1 << p));
        }
        return most;
    }
}
