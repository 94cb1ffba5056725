using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Tests;

/// <summary>The application as hosts see it.</summary>
public sealed class TrajectoriesApplicationTests : IDisposable
{
    private const string Tiny = """
        task: trajectories
        model: transformer
        model.width: 16
        model.heads: 2
        model.depth: 1
        model.feed_forward: 16
        model.stem_channels: 4
        model.features: 16
        head.hidden: 16
        epochs: 1
        batch_size: 16
        threads: 2
        """;

    private const string Generated = Tiny + "\ndata.frames: 4\ndata.size: 32\ndata.train: 96\ndata.validation: 32\ndata.test: 32";

    private readonly TemporaryFolder folder = new();
    private readonly ApplicationList applications = new(new TrajectoriesApplication());

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_on_generated_clips_trains_and_is_judged_beside_all_its_controls()
    {
        var (application, recipe) = applications.Bind(RecipeFile.Parse(Generated, "test.yaml"));
        var result = Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder["run"] }, default);
        var evaluation = RunEvaluator.Evaluate(new() { Application = application, Recipe = recipe, Run = result.Run, Split = Split.Validation }, default).Evaluation;
        Assert.Equal(["accuracy", "ade", "ade_curved", "ece", "fde", "fde_curved", "position_rms"], evaluation.Metrics.Keys.Order());
        Assert.Equal(["constant", "constant_velocity", "input_blind", "majority", "nearest_centroid", "permuted_labels", "shuffled_frames", "still_frame"], evaluation.Baselines.Keys.Order());
        Assert.Equal(["reversed_frames"], evaluation.Information.Keys);
        // One frame may show where the ball is at last: it is no rival there, but it is for what comes after.
        Assert.DoesNotContain("position_rms", evaluation.Baselines["still_frame"].Keys);
        Assert.Contains("ade", evaluation.Baselines["still_frame"].Keys);
        Assert.NotNull(InputDomain.Read(result.Run));
    }

    [Fact]
    public void A_stored_set_trains_and_no_split_shares_a_clip_with_another()
    {
        TrajectorySet.Make(folder["set"], new ClipOptions { Frames = 4, Size = 32 }, 100, progress: null, default);
        var (application, recipe) = applications.Bind(RecipeFile.Parse(Tiny, "test.yaml", [$"data={folder["set"]}", "data.mirror=true", "data.reverse=true"]));
        using (var data = application.OpenData(recipe))
        {
            var ids = Enum.GetValues<Split>().SelectMany(data.Items).Select(item => item.Id).ToArray();
            Assert.Equal(100, ids.Distinct().Count());
            Assert.NotNull(((TrajectoryData)data).Augmentation);
        }
        var result = Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder["run"] }, default);
        Assert.Equal(RunStatus.Finished, result.Status);
    }

    [Fact]
    public void A_run_needs_its_data_no_more_to_predict_and_to_report()
    {
        TrajectorySet.Make(folder["set"], new ClipOptions { Frames = 4, Size = 32 }, 60, progress: null, default);
        var (application, recipe) = applications.Bind(RecipeFile.Parse(Tiny, "test.yaml", [$"data={folder["set"]}", "epochs=2"]));
        var run = Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder["run"] }, default).Run;
        var evaluation = RunEvaluator.Evaluate(new() { Application = application, Recipe = recipe, Run = run, Split = Split.Validation }, default).Evaluation;
        foreach (var epoch in new[] { 1, 2 })
            Assert.True(Media.PngReader.Read(Path.Combine(run.SamplesOf(epoch), "clips.png")).Width > 4 * 64);
        Assert.DoesNotContain("not there any more", application.Report(run, evaluation)!.Html);

        Directory.Delete(folder["set"], recursive: true);
        using var loaded = new LoadedRun(applications, run);
        Assert.Equal(["linear", "circular", "helical", "parabolic"], ((Saccade.Trajectories.Learning.TrajectoryLearner)loaded.Model.Learner).Clips.Classes);
        var report = application.Report(run, evaluation)!.Html;
        Assert.Contains("not there any more", report);
        Assert.Contains("epoch-002", report);

        TrajectorySet.Make(folder["set"], new ClipOptions { Frames = 4, Size = 32, Seed = 2 }, 60, progress: null, default);
        Assert.Contains("other data now", application.Report(run, evaluation)!.Html);
    }

    [Fact]
    public void Labels_out_of_range_are_refused_with_the_clip_and_the_number_of_classes()
    {
        TrajectorySet.Make(folder["set"], new ClipOptions { Frames = 4, Size = 32 }, 20, progress: null, default);
        var (truth, index) = (Path.Combine(folder["set"], "truth.bin"), Path.Combine(folder["set"], "index.json"));
        var bytes = File.ReadAllBytes(truth);
        var before = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        bytes[0] = 9; // the first clip's class
        File.WriteAllBytes(truth, bytes);
        File.WriteAllText(index, File.ReadAllText(index).Replace(before, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))));
        using var set = TrajectorySet.Open(folder["set"]);
        Assert.Contains("clip 0 has class 9, and there are 4: make the set again", Assert.Throws<Media.MediaException>(() => set.ReadTruth(0, new ClipTruth(set.Options))).Message);
    }

    [Fact]
    public void An_unknown_extractor_is_refused_with_the_nearest_name() =>
        Assert.Equal("test.yaml:2: 'model' is 'transfomer', which is no extractor; the nearest is 'transformer'", Assert.Throws<RecipeException>(() => applications.Bind(RecipeFile.Parse("task: trajectories\nmodel: transfomer", "test.yaml"))).Message);

    [Fact]
    public void A_set_of_one_class_is_refused()
    {
        TrajectorySet.Make(folder["set"], new ClipOptions { Frames = 4, Size = 32, Classes = ["linear"] }, 20, progress: null, default);
        foreach (var data in new[] { $"data={folder["set"]}", "data.classes=linear" })
        {
            var (application, recipe) = applications.Bind(RecipeFile.Parse(Tiny, "test.yaml", [data]));
            Assert.Contains("fewer than two classes", Assert.Throws<RunException>(() => application.OpenData(recipe)).Message);
        }
    }

    [Fact]
    public void Every_shipped_recipe_binds_and_builds()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Saccade.slnx")))
            root = root.Parent;
        string[] recipes =
        [
            .. Directory.GetFiles(Path.Combine(root.FullName, "recipes"), "trajectories-*.yaml"),
            .. Directory.GetFiles(Path.Combine(root.FullName, "recipes", "ablations"), "*.yaml").Where(p => File.ReadLines(p).Contains("task: trajectories")),
        ];
        Assert.NotEmpty(recipes);
        foreach (var path in recipes)
        {
            var (application, recipe) = applications.Bind(RecipeFile.Load(path));
            using var data = application.OpenData(recipe);
            using var engine = new Tensors.Engine();
            Assert.True(application.Build(recipe, data, engine).Model.ParameterCount > 0);
            Assert.True((long)data.Count(Split.Train) * recipe.Run.Epochs <= 60_000, $"{path} sees more clips than it may");
        }
    }

    [Theory]
    [InlineData("data.frame_rate: fast", "data.frame_rate")]
    [InlineData("data.views: 2\ndata.mirror: true", "data.mirror")]
    [InlineData("data.classes: [linear, spiral]", "spiral")]
    [InlineData("data.motion: historical\ndata.classes: [random]", "random")]
    public void Data_that_cannot_be_made_names_the_key(string line, string expected)
    {
        var (application, recipe) = applications.Bind(RecipeFile.Parse(Tiny + "\n" + line, "test.yaml"));
        var failure = Assert.ThrowsAny<Exception>(() => application.OpenData(recipe));
        Assert.True(failure is RunException or RecipeException, failure.GetType().Name);
        Assert.Contains(expected, failure.Message);
    }

    [Fact]
    public void A_model_that_does_not_fit_the_clips_says_why()
    {
        var (application, recipe) = applications.Bind(RecipeFile.Parse(Tiny + "\ndata.size: 40", "test.yaml"));
        using var data = application.OpenData(recipe);
        using var engine = new Tensors.Engine();
        Assert.Contains("32", Assert.Throws<RunException>(() => application.Build(recipe, data, engine)).Message);
    }
}
