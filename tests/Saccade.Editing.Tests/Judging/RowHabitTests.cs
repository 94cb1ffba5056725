using Saccade.Editing.Baselines.Rows;
using Saccade.Editing.Grid;
using Saccade.Editing.Judging;
using Saccade.Training;

namespace Saccade.Editing.Tests.Judging;

/// <summary>Predictors without a model: what each says, that none looks ahead, and what evidence they leave to a model.</summary>
public sealed class RowHabitTests
{
    private static readonly float[] Clip = Rows.Clip(), Other = Rows.Clip(2, 60);

    public static TheoryData<string> Names => ["copy_previous", "per_track_constant", "usual_length"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_said_that_depends_on_rows_to_come(string name)
    {
        var habit = Habit(name);
        habit.Fit([ForecastCorpus.Stored(0).Grid, ForecastCorpus.Stored(1).Grid]);
        var grid = ForecastCorpus.Stored(2).Grid;
        var changed = grid.Values.ToArray();
        changed.AsSpan(300 * GridLayout.Nine.Width).Fill(1);
        var other = new TimelineGrid("changed", "", grid.Layout, grid.Step, changed);
        foreach (var given in new[] { 0, 1, 300 })
            Assert.Equal(Said(habit, grid, given, 12), Said(habit, other, given, 12));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Confidence_is_a_probability_and_sinks_with_the_distance(string name)
    {
        var habit = Habit(name);
        habit.Fit([ForecastCorpus.Stored(0).Grid, ForecastCorpus.Stored(1).Grid]);
        var confidence = new float[10 * GridLayout.Tracks];
        habit.Say(ForecastCorpus.Stored(2).Grid, 100, new float[10 * GridLayout.Nine.Width], confidence);
        Assert.All(confidence, c => Assert.InRange(c, 0, 1));
        for (var i = GridLayout.Tracks; i < confidence.Length; i++)
            Assert.True(confidence[i] <= confidence[i - GridLayout.Tracks]);
    }

    [Fact]
    public void A_constant_is_the_commonest_class_with_medians_where_a_track_is_mostly_on()
    {
        var habit = new ConstantRow();
        habit.Fit([new Rows(10).Track(0, (0, Rows.Clip(3, 50)), (3, Rows.Clip(2, 80, 0.5f)), (6, Rows.Clip(2, 90))).Track(1, (6, Clip)).Grid]);
        var row = Said(habit, new Rows(1).Grid, 0, 1);
        Assert.Equal(Rows.Clip(2, 80), row[..9]);
        Assert.Equal(Rows.Nothing, row[9..18]);
    }

    [Fact]
    public void What_lasted_for_its_usual_time_goes_over_into_what_usually_follows()
    {
        // V1 shows one picture for 5 steps and then the other for 3, again and again.
        var rows = new Rows(200);
        for (var at = 0; at < 200; at += 8)
            rows.Track(0, (at, Clip), (at + 5, Other));
        var habit = new UsualLength();
        habit.Fit([rows.Grid]);
        var given = new Rows(40).Track(0, (0, Other), (30, Clip)).Grid;
        var said = Said(habit, given, 32, 10);
        float[][] expected = [Clip, Clip, Clip, Other, Other, Other, Clip, Clip, Clip, Clip];
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], said[(i * 180)..((i * 180) + 9)]);
        // Past its time it waits; what was never seen stays.
        Assert.Equal(Other, Said(habit, given, 29, 1)[..9]);
        Assert.Equal(Rows.Clip(7, 33), Said(habit, new Rows(20).Track(0, (0, Rows.Clip(7, 33))).Grid, 5, 1)[..9]);
    }

    [Fact]
    public void A_perfect_predictor_of_rules_is_supported_beside_every_baseline_and_one_that_copies_is_not()
    {
        using var corpus = new ForecastCorpus(training: 6, judged: 10, grid => Forecast.Next(1, grid.Steps));
        IBaseline[] rivals = [new RowHabitBaseline(() => new CopiedRow()), new RowHabitBaseline(() => new ConstantRow()), new RowHabitBaseline(() => new UsualLength())];
        var said = rivals.Select(r => new BaselineOutputs(r.Name, r.IsRival, corpus.Said(r))).ToArray();
        var court = new EvidenceCourt(TrackMetrics.All, [], []);
        var oracle = corpus.Said(new OracleBaseline());

        var best = court.Judge("editing", "oracle", Split.Test, oracle, said, []);
        Assert.Equal(["active_f1", "asset_f1", "boundary_f1", "crop_mae", "decisions_right", "iou", "position_mae", "scale_mae"], best.Claims.Select(c => c.Metric).Order());
        Assert.All(best.Claims, claim => Assert.Equal(Verdicts.Supported, claim.Verdict));
        Assert.Equal(1, best.Metrics["decisions_right"].Value);
        Assert.True(best.Metrics["boundary_f1"].Value is > 0.9 and < 1);
        Assert.Equal((0.0, 0.0), (best.Baselines["copy_previous"]["boundary_f1"], best.Baselines["copy_previous"]["decisions_right"]));
        // Titles and pictures stay for as long as ever: a clock knows that, and nothing of when they begin.
        Assert.True(best.Baselines["usual_length"]["decisions_right"] is > 0.1 and < 0.5);

        var copied = court.Judge("editing", "copied", Split.Test, said[0].Outputs, [.. said, new BaselineOutputs("oracle", false, oracle, IsCeiling: true)], []);
        Assert.All(copied.Claims, claim => Assert.StartsWith("no better than", claim.Verdict, StringComparison.Ordinal));
        Assert.True(copied.Checks.Single(c => c.Name == "above_oracle").Passed);
    }

    [Fact]
    public void A_model_that_has_seen_the_whims_is_found_out()
    {
        using var corpus = new ForecastCorpus(training: 1, judged: 10, grid => Forecast.Next(1, grid.Steps));
        var seen = corpus.Samples(Split.Test).Select(s => TrackJudge.Judge(s, s.Truth.Values.Span[s.Truth.Layout.Width..])).ToArray();
        var judged = new EvidenceCourt(TrackMetrics.All, [], []).Judge("editing", "leaky", Split.Test, seen, [new BaselineOutputs("oracle", false, corpus.Said(new OracleBaseline()), IsCeiling: true)], []);
        Assert.False(judged.Checks.Single(c => c.Name == "above_oracle").Passed);
    }

    [Fact]
    public void Without_known_rules_there_is_no_oracle()
    {
        var stored = ForecastCorpus.Stored(0);
        Assert.NotEmpty(DueChange.Of(stored)!);
        Assert.Null(DueChange.Of(stored with { Editor = null }));
        Assert.Null(DueChange.Of(stored with { Editor = "somebody" }));
        Assert.Null(DueChange.Of(stored with { Grid = stored.Grid.With(null) }));
        Assert.Null(DueChange.Of(stored with { Editor = ForecastCorpus.Stored(1).Editor }));
        var otherClasses = stored.Grid.Values.ToArray();
        for (var at = GridLayout.Asset; at < otherClasses.Length; at += GridLayout.Nine.Values.Count)
            otherClasses[at] = Math.Max(0, otherClasses[at] - 1);
        Assert.Null(DueChange.Of(stored with { Grid = new TimelineGrid("other", "", GridLayout.Nine, TimelineGrid.DefaultStep, otherClasses, stored.Grid.Content) }));
        using var corpus = new ForecastCorpus(training: 1, judged: 1, grid => Forecast.Later(10, 10, grid.Steps));
        Assert.Empty(corpus.Said(new OracleBaseline()));
    }

    private static RowHabit Habit(string name) => new RowHabit[] { new CopiedRow(), new ConstantRow(), new UsualLength() }.Single(h => h.Name == name);

    private static float[] Said(RowHabit habit, TimelineGrid grid, int given, int count)
    {
        var rows = new float[count * GridLayout.Nine.Width];
        habit.Say(grid, given, rows, new float[count * GridLayout.Tracks]);
        return rows;
    }
}
