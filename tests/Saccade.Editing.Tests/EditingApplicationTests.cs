using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Tests;

/// <summary>The historical model from a folder of tables to a verdict, which says what it is worth whatever it scores.</summary>
public sealed class EditingApplicationTests : IDisposable
{
    private const string Small = """
        task: editing
        model: historical
        epochs: 2
        batch_size: 4
        learning_rate: 0.003
        threads: 1
        data.window: 20
        data.overlap: 5
        model.layers: 1
        model.width: 16
        model.heads: 2
        model.feed_forward: 16
        accept: [target_in_input]

        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_ends_with_an_invalid_verdict_accepted_by_name_and_with_both_baselines_beside_it()
    {
        var (run, evaluation) = Train();
        Assert.Equal("invalid: target_in_input (reconstruction, not prediction)", evaluation.Verdict);
        Assert.All(evaluation.Claims, claim => Assert.Equal(evaluation.Verdict, claim.Verdict));
        Assert.False(evaluation.IsRefused);
        Assert.Equal(["target_in_input"], evaluation.Accepted);
        Assert.Equal(["copy_previous", "per_track_constant"], evaluation.Baselines.Keys.Order());
        foreach (var metric in new[] { "active_loss", "asset_loss", "scale_loss", "position_loss", "crop_loss", "active_f1", "scale_mae", "position_mae", "crop_mae" })
            Assert.True(evaluation.Metrics.ContainsKey(metric) && evaluation.Baselines.All(b => b.Value.ContainsKey(metric)), metric);
        Assert.Contains(evaluation.Findings, f => f.Name == "zero_predictor");
        // What a step before says is nearly right where little changes.
        Assert.True(evaluation.Baselines["copy_previous"]["active_loss"] < 0.5 * evaluation.Baselines["per_track_constant"]["active_loss"]);
        Assert.Equal(evaluation.Verdict, run.ReadEvidence()[Split.Validation].Verdict);
    }

    [Fact]
    public void No_training_takes_it_below_what_one_curve_with_a_constant_a_track_can_do()
    {
        var (_, evaluation) = Train("epochs=60", "model.dropout=0", "learning_rate=0.01");
        var floor = evaluation.Information["additive_floor"];
        Assert.Equal(["crop_loss", "position_loss", "scale_loss"], floor.Keys.Order());
        foreach (var (metric, least) in floor)
        {
            Assert.True(least > 0 && evaluation.Metrics[metric].Value > least, metric);
            Assert.True(evaluation.Baselines["per_track_constant"][metric] > least, metric);
        }
    }

    [Fact]
    public void Without_the_acceptance_the_same_evidence_is_refused()
    {
        var (_, evaluation) = Train("accept=[]");
        Assert.Equal("invalid: target_in_input (reconstruction, not prediction)", evaluation.Verdict);
        Assert.True(evaluation.IsRefused);
    }

    [Fact]
    public void What_a_checkpoint_holds_is_laid_out_as_in_PyTorch()
    {
        var (run, _) = Train();
        using var file = Saccade.Neural.SafetensorsFile.Open(Path.Combine(run.CheckpointsPath, "best.safetensors"));
        foreach (var name in new[]
        {
            "input_projection.weight", "transformer_encoder.layers.0.self_attn.in_proj_weight", "transformer_encoder.layers.0.self_attn.out_proj.bias",
            "transformer_encoder.layers.0.linear1.weight", "transformer_encoder.layers.0.norm2.bias", "track_embedding.weight", "track_projection.weight",
            "active_head.weight", "asset_head.bias", "scale_head.weight", "pos_x_head.weight", "pos_y_head.bias", "crop_l_head.weight", "crop_b_head.bias",
        })
        {
            Assert.NotNull(file.Find($"model.{name}"));
            Assert.NotNull(file.Find($"optimiser.exp_avg.{name}"));
            Assert.NotNull(file.Find($"optimiser.exp_avg_sq.{name}"));
        }
    }

    [Fact]
    public void A_file_of_grids_comes_back_as_a_table_even_when_the_data_is_gone()
    {
        var (run, _) = Train();
        GridNpz.Write(folder["new.npz"], [Grid.SampleGrids.Of("new", 33, 99), Grid.SampleGrids.Of("other", 7, 98)]);
        File.Delete(folder["data/a.csv"]);
        using var loaded = new LoadedRun(new ApplicationList(new EditingApplication()), run);
        var result = new EditingApplication().Predict(loaded.Model, folder["new.npz"], folder.Path, CancellationToken.None);
        Assert.Equal(2, result.Results.Count);
        var back = GridCsvReader.Read(folder["new.reconstruction.csv"]);
        Assert.Equal([("new", 33), ("other", 7)], back.Select(g => (g.VideoId, g.Steps)));
        GridCsvWriter.Write(folder["twelve.csv"], [Grid.SampleGrids.Of("t", 7, 98, GridLayout.Twelve)]);
        Assert.Contains("has 12 values a track, and the model was trained on 9",
            Assert.Throws<RunException>(() => new EditingApplication().Predict(loaded.Model, folder["twelve.csv"], folder.Path, CancellationToken.None)).Message);
    }

    [Fact]
    public void A_split_without_windows_is_told_instead_of_judged()
    {
        var (run, _) = Train();
        var application = new EditingApplication();
        var (_, recipe) = new ApplicationList(application).Bind(run);
        var message = Assert.Throws<RunException>(() => RunEvaluator.Evaluate(new EvaluationRequest { Application = application, Recipe = recipe, Run = run, Split = Split.Test }, CancellationToken.None)).Message;
        Assert.EndsWith("its data has no samples in the test split; judge another one with --split, or other data with --data", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Grids_of_twelve_values_have_a_term_for_rotation()
    {
        var (run, evaluation) = Train(GridLayout.Twelve);
        Assert.True(evaluation.Metrics.ContainsKey("position_loss"));
        Assert.Contains("rotation", Journal.Read(run.JournalPath).OfType<StepEntry>().Last().Terms.Keys);
    }

    [Fact]
    public void An_unknown_model_is_told_with_the_nearest()
    {
        var recipe = RecipeFile.Parse("task: editing\nmodel: histrical\n", "recipe.yaml");
        Assert.Contains("the nearest is 'historical'", Assert.Throws<RecipeException>(() => new ApplicationList(new EditingApplication()).Bind(recipe)).Message);
    }

    private (RunFolder Run, Evaluation Evaluation) Train(params string[] sets) => Train(GridLayout.Nine, sets);

    private (RunFolder Run, Evaluation Evaluation) Train(GridLayout layout, params string[] sets)
    {
        Directory.CreateDirectory(folder["data"]);
        GridCsvWriter.Write(folder["data/a.csv"], [.. Enumerable.Range(0, 8).Select(i => Grid.SampleGrids.Of($"v{i}", 60, (ulong)i + 1, layout))]);
        var application = new EditingApplication();
        var recipe = new ApplicationList(application).Bind(RecipeFile.Parse(Small, "small.yaml", [$"data={folder["data"]}", "trainer.log_every=1", .. sets])).Recipe;
        var result = TrainingJob.Run(new TrainingRequest { Application = application, Recipe = recipe, Folder = folder["run"] }, _ => { }, CancellationToken.None);
        return (result.Training.Run, result.Evaluation!);
    }
}
