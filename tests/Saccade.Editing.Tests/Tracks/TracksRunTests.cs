using Saccade.Editing.Corpora;
using Saccade.Editing.Forecasting;
using Saccade.Editing.Formats;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Grid.Sets;
using Saccade.Training;

namespace Saccade.Editing.Tests.Tracks;

/// <summary>Models of tracks from a stored set to a verdict and to files.</summary>
public sealed class TracksRunTests : IDisposable
{
    private readonly TrackSet set = new();

    public void Dispose() => set.Dispose();

    [Theory]
    [InlineData("next_step", new[] { "copy_previous", "input_blind", "per_track_constant", "usual_length" })]
    [InlineData("next_second", new[] { "copy_previous", "input_blind", "per_track_constant", "usual_length" })]
    [InlineData("masked_span", new[] { "copy_previous", "input_blind", "per_track_constant", "usual_length" })]
    public void Every_objective_is_trained_and_judged_beside_its_rivals_and_hands_over_no_answer(string objective, string[] rivals)
    {
        var (_, evaluation) = set.Train(objective, $"data.objective={objective}");
        Assert.True(evaluation.Checks.Single(c => c.Name == "target_in_input").Passed);
        Assert.Equal(rivals, evaluation.Baselines.Keys.Order());
        foreach (var metric in new[] { "boundary_f1", "active_f1", "scale_mae", "position_mae" })
            Assert.Contains(evaluation.Claims, c => c.Metric == metric);
        // Where crops never change, as in what is hidden of these few steps, there is nothing to foresee of them.
        Assert.Equal(objective != "masked_span", evaluation.Claims.Any(c => c.Metric == "crop_mae"));
        Assert.Equal(objective == "next_step", evaluation.Information.ContainsKey("oracle"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_on_any_number_of_threads()
    {
        var one = set.Train("one", "threads=1", "model.dropout=0.1", "augment.jitter=0.05").Run;
        var three = set.Train("three", "threads=3", "model.dropout=0.1", "augment.jitter=0.05").Run;
        var two = set.Train("two", "seed=2").Run;
        Assert.Equal(Weights(one), Weights(three));
        Assert.NotEqual(Weights(one), Weights(two));
    }

    [Fact]
    public void A_run_foresees_the_rows_of_tables_and_timelines_when_its_data_is_gone()
    {
        var (run, _) = set.Train("run");
        TimelineCorpus.Make(set["corpus"], 1, 5, null, CancellationToken.None);
        GridCsvWriter.Write(set["table.csv"], [set.Grids[0], set.Grids[1]]);
        Directory.Delete(set["set"], recursive: true);
        using var loaded = new LoadedRun(new ApplicationList(new EditingApplication()), run);
        var timeline = new EditingApplication().Predict(loaded.Model, set["corpus/project-00000.xml"], set.Folder, CancellationToken.None);
        Assert.True(timeline.Results[0]!["content"]!.GetValue<bool>());
        Assert.Null(timeline.InDomain);
        // The timeline of the file is the grid that it was made of, so the answers are those of that grid.
        var whole = Judging.ForecastCorpus.Stored(0).Grid;
        var said = ((TracksLearner)loaded.Model.Learner).Predict(whole, null).Grid;
        Assert.Equal(said.Values.ToArray(), GridCsvReader.Read(set["project-00000.prediction.csv"]).Single().Values.ToArray());
        var table = new EditingApplication().Predict(loaded.Model, set["table.csv"], set.Folder, CancellationToken.None);
        Assert.Equal((2, false), (table.Results.Count, table.InDomain!.Value));
        Assert.Equal([90, 90], GridCsvReader.Read(set["table.prediction.csv"]).Select(g => g.Steps));
        GridCsvWriter.Write(set["twelve.csv"], [Tests.Grid.SampleGrids.Of("t", 7, 98, GridLayout.Twelve)]);
        Assert.Contains("has 12 values a track", Assert.Throws<RunException>(() => new EditingApplication().Predict(loaded.Model, set["twelve.csv"], set.Folder, CancellationToken.None)).Message);
    }

    [Fact]
    public void A_timeline_gets_its_classes_by_the_rules_of_the_training_data()
    {
        var rules = new AssetRules([new() { Class = 7, Track = 1 }, new() { Class = 5, Name = AssetRule.Pattern("face|title") }], otherwise: 6);
        using var ruled = new TrackSet(TrackSet.Usual, rules);
        var (run, _) = ruled.Train("ruled", "epochs=1");
        TimelineCorpus.Make(ruled["corpus"], 1, 5, null, CancellationToken.None);
        using var loaded = new LoadedRun(new ApplicationList(new EditingApplication()), run);
        new EditingApplication().Predict(loaded.Model, ruled["corpus/project-00000.xml"], ruled.Folder, CancellationToken.None);
        var said = GridCsvReader.Read(ruled["project-00000.prediction.csv"]).Single().Values.ToArray();
        var project = TimelineFormats.Read(ruled["corpus/project-00000.xml"]);
        float[] Told(AssetRules by) => ((TracksLearner)loaded.Model.Learner)
            .Predict(TimelineSampler.Sample(project, project.Sequences[0], "project-00000", new SamplingOptions { Assets = by }).With(Judging.ForecastCorpus.Stored(0).Grid.Content), null).Grid.Values.ToArray();
        Assert.Equal(Told(rules), said);
        Assert.NotEqual(Told(AssetRules.Separate), said);
    }

    [Fact]
    public void A_model_of_hidden_spans_says_who_can_ask_it()
    {
        var (run, _) = set.Train("masked", "data.objective=masked_span", "epochs=1");
        GridCsvWriter.Write(set["table.csv"], [set.Grids[0]]);
        using var loaded = new LoadedRun(new ApplicationList(new EditingApplication()), run);
        Assert.Contains("--fill", Assert.Throws<RunException>(() => new EditingApplication().Predict(loaded.Model, set["table.csv"], set.Folder, CancellationToken.None)).Message);
        Assert.Throws<ArgumentException>(() => new TrackForecaster(((TracksLearner)loaded.Model.Learner).Tracks));
    }

    [Fact]
    public void What_cannot_be_filled_in_is_told_with_the_way_out()
    {
        var (engine, second) = set.Learner("data.objective=next_second");
        using var _ = engine;
        Assert.Contains("give one of the next step or of masked spans", Assert.Throws<RunException>(() => TrackFill.Fill(second, set.Grids[0], [1])).Message);
        var (other, masked) = set.Learner("data.objective=masked_span");
        using var __ = other;
        Assert.Contains("has 12 values a track", Assert.Throws<RunException>(() => TrackFill.Fill(masked, Tests.Grid.SampleGrids.Of("t", 7, 98, GridLayout.Twelve), [1])).Message);
        // Nobody has seen V11: it stays empty, whatever lies there.
        var filled = TrackFill.Fill(masked, set.Grids[0], [10]).Grid;
        Assert.Equal(set.Grids[0].Values.ToArray(), filled.Values.ToArray());
    }

    [Fact]
    public void Two_tracks_that_move_on_their_own_are_foreseen_better_than_any_one_curve_with_a_constant_each_could()
    {
        // V1 zooms every 8 steps, V2 every 12, each to and fro: copying is wrong at a horizon of ten, and no curve that both share fits either.
        using var zooms = new TrackSet([.. Enumerable.Range(0, 6).Select(Zooms)]);
        var (run, _) = zooms.Train("run", "data.objective=next_second", "epochs=24", "batch_size=2", "learning_rate=0.01", "data.content=false", "augment.hide_tracks=0");
        using var loaded = new LoadedRun(new ApplicationList(new EditingApplication()), run);
        double errors = 0, floor = 0;
        var (truth, said) = (zooms.Grids[5], ((TracksLearner)loaded.Model.Learner).Predict(zooms.Grids[5], null).Grid);
        for (var step = 20; step < truth.Steps; step++)
        {
            // In squares, two tracks are best shared by their mean; constants are equal, since each track is at 100 and 150 for the same time.
            var mean = (truth.Row(step)[2] + truth.Row(step)[11]) / 2.0;
            for (var track = 0; track < 2; track++)
            {
                errors += Math.Pow(said.Row(step)[(track * 9) + 2] - truth.Row(step)[(track * 9) + 2], 2);
                floor += Math.Pow(mean - truth.Row(step)[(track * 9) + 2], 2);
            }
        }
        Assert.True(errors < 0.5 * floor, $"{errors} against {floor}");
    }

    private static StoredGrid Zooms(int number)
    {
        var rows = new Judging.Rows(120);
        for (var track = 0; track < 2; track++)
        {
            var every = track == 0 ? 8 : 12;
            for (var step = 0; step < 120; step++)
                rows.Set(step, track, Judging.Rows.Clip(1 + track, (step + (3 * number * (track + 1))) / every % 2 == 0 ? 100 : 150));
        }
        return new StoredGrid(new TimelineGrid($"zooms-{number}", "", GridLayout.Nine, TimelineGrid.DefaultStep, rows.Values), $"{number}", null);
    }

    private static byte[] Weights(RunFolder run) => File.ReadAllBytes(Path.Combine(run.CheckpointsPath, "final.safetensors"));
}
