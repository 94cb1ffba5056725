using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Tests;

public sealed class PersistenceApplicationTests
{
    private static readonly ApplicationList Applications = new(new PersistenceApplication());

    /// <summary>The rule of the recipe <c>persistence-targets.yaml</c>.</summary>
    private const string Targets = "all(target(accuracy, 0.75), target(attention_ratio, 1.5), target(attention_consistency, 0.70))";

    [Fact]
    public void All_three_targets_stop_training_the_moment_all_three_hold_and_not_before()
    {
        var metrics = new PersistenceApplication().Metrics.ToDictionary(m => m.Name, m => m.HigherIsBetter);
        var rule = StopRuleParser.Parse(Targets, metrics)!;
        EpochEntry[] epochs = [Epoch(1, 0.80, 1.2, 0.80), Epoch(2, 0.80, 1.6, 0.65), Epoch(3, 0.74, 1.6, 0.80), Epoch(4, 0.75, 1.5, 0.70), Epoch(5, 0.6, 1, 0.2)];

        for (var done = 1; done <= 3; done++)
            Assert.Null(rule.Judge(new TrainingHistory(epochs[..done], 0)));
        Assert.NotNull(rule.Judge(new TrainingHistory(epochs[..4], 0)));
        Assert.Null(rule.Judge(new TrainingHistory(epochs, 0)));
    }

    [Fact]
    public void A_small_run_trains_stops_at_its_targets_and_is_judged_beside_its_controls()
    {
        using var folder = new TemporaryFolder();
        var (application, recipe) = Applications.Bind(RecipeFile.Parse(SmallRecipe.Text + "\nstop: all(target(accuracy, 0.01), target(attention_excluded, 1000))\n", "test"));
        var result = Trainer.Train(new TrainingRequest { Application = application, Recipe = recipe, Folder = Path.Combine(folder.Path, "run") }, default);

        Assert.Equal(RunStatus.Finished, result.Status);
        Assert.Single(Journal.Read(result.Run.JournalPath).OfType<EpochEntry>());
        Assert.True(File.Exists(Path.Combine(result.Run.SamplesOf(1), "clips.png")));
        var evaluation = RunEvaluator.Evaluate(new EvaluationRequest { Application = application, Recipe = recipe, Run = result.Run }, default).Evaluation;
        Assert.Equal(
            ["majority", "track_length_rule", "input_blind", "shuffled_frames", "permuted_labels", "untrained", "uniform_attention", "permuted_kinds", "permuted_attention"], evaluation.Baselines.Keys);
        Assert.Equal(1, evaluation.Baselines["uniform_attention"]["attention_ratio"], 1e-6);
        Assert.DoesNotContain("accuracy", evaluation.Baselines["uniform_attention"].Keys);
        Assert.Contains("attention_ratio", evaluation.Baselines["untrained"].Keys);
        Assert.Equal(["accuracy", "attention_ratio", "attention_consistency"], evaluation.Claims.Select(c => c.Metric));
    }

    [Fact]
    public void A_run_on_permuted_labels_says_that_it_is_a_control_and_is_compared_on_the_same_clips()
    {
        using var folder = new TemporaryFolder();
        var runs = new[] { "false", "true" }.Select(permuted =>
        {
            var (application, recipe) = Applications.Bind(RecipeFile.Parse(SmallRecipe.Text, "test", [$"data.permuted={permuted}", "epochs=1"]));
            var run = Trainer.Train(new TrainingRequest { Application = application, Recipe = recipe, Folder = Path.Combine(folder.Path, permuted) }, default).Run;
            var judged = RunEvaluator.Evaluate(new EvaluationRequest { Application = application, Recipe = recipe, Run = run }, default);
            return ComparedRun.Of(permuted, run, judged.Evaluation, judged.Outputs);
        }).ToArray();

        Assert.DoesNotContain(runs[0].Evaluation.Findings, f => f.Name == "permuted_labels");
        Assert.StartsWith("this run is a control", Assert.Single(runs[1].Evaluation.Findings, f => f.Name == "permuted_labels").Detail);
        Assert.NotEqual(runs[0].Info.DataHash, runs[1].Info.DataHash);
        Assert.Equal(runs[0].Info.DataDescription?.ToJsonString(), runs[1].Info.DataDescription?.ToJsonString());
        Assert.Equal(2, Comparison.Of(runs, new PersistenceApplication().Metrics).Models.Count);
    }

    [Fact]
    public void Labels_are_dealt_by_the_runs_seed_and_those_of_the_test_are_true()
    {
        using var honest = Open("data.permuted=false", "seed=1");
        using var one = Open("data.permuted=true", "seed=1");
        using var other = Open("data.permuted=true", "seed=2");

        Assert.NotEqual(Labels(honest, Split.Train), Labels(one, Split.Train));
        Assert.NotEqual(Labels(one, Split.Train), Labels(other, Split.Train));
        Assert.Equal(Labels(honest, Split.Test), Labels(one, Split.Test));
        Assert.Equal(honest.HashOf(Split.Test), one.HashOf(Split.Test));
        Assert.NotEqual(honest.HashOf(Split.Train), one.HashOf(Split.Train));

        static IDataSource Open(params string[] sets)
        {
            var (application, recipe) = Applications.Bind(RecipeFile.Parse(SmallRecipe.Text, "test", sets));
            return application.OpenData(recipe);
        }

        static int[] Labels(IDataSource data, Split split) => [.. ((TokenizedClips)data).Read(split).SelectMany(c => c.Tokens.TrackLabels)];
    }

    [Fact]
    public void The_recipe_says_from_which_ratio_on_attention_is_consistent_and_two_definitions_are_not_compared()
    {
        var (application, usual) = Applications.Bind(RecipeFile.Parse(SmallRecipe.Text, "test"));
        var strict = Applications.Bind(RecipeFile.Parse(SmallRecipe.Text, "test", ["attention.tau=2"])).Recipe;
        Assert.Equal(["the share of clips whose ratio is at least 1.3", "the share of clips whose ratio is at least 2"], new[] { usual, strict }.Select(r => application.MetricsOf(r).Single(m => m.Name == "attention_consistency").Meaning));
        Assert.Equal(application.Metrics.Select(m => m.Name), application.MetricsOf(strict).Select(m => m.Name));

        using var folder = new TemporaryFolder();
        var runs = new[] { usual, strict }.Select((recipe, i) => (Trainer.Train(new TrainingRequest { Application = application, Recipe = recipe, Folder = Path.Combine(folder.Path, $"{i}") }, default).Run, recipe)).ToArray();
        Assert.Equal(application.Metrics.Count, ComparableMetrics.Of(application, [runs[0], runs[0]]).Count);
        Assert.Contains("at least 1.3, the other", Assert.Throws<RunException>(() => ComparableMetrics.Of(application, runs)).Message);
    }

    [Theory]
    [InlineData("frames")]
    [InlineData("video")]
    public void Every_unit_has_a_majority_and_a_track_length_rule(string model)
    {
        var (application, recipe) = Applications.Bind(RecipeFile.Parse(SmallRecipe.Text, "test", [$"model={model}"]));
        using var data = (TokenizedClips)application.OpenData(recipe);
        var truth = data.Read(Split.Test).Select(c => new SampleOutput
        {
            Id = c.Id,
            Label = (int)c.Truth.Clip,
            Units = Objects.Learning.UnitTruth.Of(c.Tokens, c.Truth, Objects.Models.PersistenceUnit.Named(model)),
        }).ToArray();
        var context = new BaselineContext(recipe, data, Split.Test, truth, _ => [], (_, _, _) => []);

        foreach (var name in new[] { "majority", "track_length_rule" })
        {
            var said = application.Baselines.Single(b => b.Name == name).Predict(context);
            Assert.Equal(8, said.Count);
            Assert.InRange(new Accuracy().Evaluate([.. said], [1, 1, 1, 1, 1, 1, 1, 1]), 0, 1);
        }
    }

    [Fact]
    public void The_length_rule_is_the_one_that_validation_likes_best()
    {
        var (application, recipe) = Applications.Bind(RecipeFile.Parse(SmallRecipe.Text, "test", ["data.validation=40", "data.test=40"]));
        using var data = (TokenizedClips)application.OpenData(recipe);
        var truth = data.Read(Split.Validation).Select(c => new SampleOutput
        {
            Id = c.Id,
            Units = Objects.Learning.UnitTruth.Of(c.Tokens, c.Truth, Objects.Models.PersistenceUnit.Objects),
        }).ToArray();
        var once = truth.Select(_ => 1).ToArray();
        var rule = application.Baselines.Single(b => b.Name == "track_length_rule")
            .Predict(new BaselineContext(recipe, data, Split.Validation, truth, _ => [], (_, _, _) => []));

        foreach (var least in Enumerable.Range(2, 8))
        {
            var bySightings = truth.Select(o => o with { Units = [.. o.Units!.Select(u => u with { Prediction = u.Size >= least ? 1 : 0 })] }).ToArray();
            Assert.True(new Accuracy().Evaluate([.. rule], once) >= new Accuracy().Evaluate(bySightings, once));
        }
    }

    [Fact]
    public void Frames_dealt_anew_and_blind_tokens_leave_tracks_and_labels_as_they_were()
    {
        var (application, recipe) = Applications.Bind(RecipeFile.Parse(SmallRecipe.Text, "test"));
        using var data = (TokenizedClips)application.OpenData(recipe);
        var whole = data.Read(Split.Test, 3).ToArray();
        foreach (var view in new[] { TokenView.ShuffledFrames, TokenView.Blind })
        {
            foreach (var (shown, original) in data.Shown(view).Read(Split.Test, 3).Zip(whole))
            {
                Assert.Equal(original.Tokens.TrackLabels, shown.Tokens.TrackLabels);
                Assert.Equal(original.Tokens.Labels, shown.Tokens.Labels);
                Assert.NotEqual(original.Tokens.Geometry, shown.Tokens.Geometry);
                Assert.Equal(original.Truth.TransientFrames, shown.Truth.TransientFrames);
            }
        }
        Assert.All(data.Shown(TokenView.Blind).Read(Split.Test, 3), c => Assert.All(c.Tokens.Crops, b => Assert.Equal(0, b)));
    }

    [Fact]
    public void A_model_that_is_none_is_named_with_the_nearest() =>
        Assert.Contains("'frames'", Assert.Throws<RecipeException>(() => Applications.Bind(RecipeFile.Parse("task: persistence\nmodel: frame\n", "test"))).Message);

    [Fact]
    public void Every_shipped_recipe_can_be_built()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Saccade.slnx")))
            root = root.Parent!;
        var recipes = Directory.GetFiles(Path.Combine(root.FullName, "recipes"), "persistence-*.yaml").Where(p => !p.EndsWith("early.yaml", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(recipes);
        foreach (var path in recipes)
        {
            var (application, recipe) = Applications.Bind(RecipeFile.Load(path));
            using var data = application.OpenData(recipe);
            using var engine = new Tensors.Engine(new Tensors.EngineOptions { Threads = 1 });
            Assert.NotNull(application.Build(recipe, data, engine));
            if (path.EndsWith("targets.yaml", StringComparison.Ordinal))
                Assert.Equal(Targets, recipe.Run.Stop);
            Assert.NotNull(recipe.Run.Stop.Length == 0 ? "" : StopRuleParser.Parse(recipe.Run.Stop, application.Metrics.ToDictionary(m => m.Name, m => m.HigherIsBetter)));
        }
    }

    private static EpochEntry Epoch(int epoch, double accuracy, double ratio, double consistency) => new()
    {
        Step = epoch,
        Epoch = epoch,
        Time = DateTimeOffset.UnixEpoch,
        TrainLoss = 1,
        ValidationLoss = 1,
        Metrics = new Dictionary<string, double> { ["accuracy"] = accuracy, ["attention_ratio"] = ratio, ["attention_consistency"] = consistency },
        ElapsedSeconds = epoch,
        SamplesSeen = epoch,
        IsBest = false,
        GradientNorms = new Dictionary<string, double>(),
    };
}
