using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Tensors;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Explaining;
using Saccade.Trajectories.Extractors;
using Saccade.Trajectories.Learning;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Tests.Explaining;

/// <summary>Explanations of whole inputs with a model that has hardly learnt: files, numbers and failures, not quality.</summary>
public sealed class ExplainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ApplicationList applications = new(new TrajectoriesApplication());

    public void Dispose() => folder.Dispose();

    [FfmpegFact]
    public void A_video_gets_a_strip_a_video_of_its_own_size_and_every_number_as_JSON()
    {
        using var run = TrainedRun();
        MovingBall.Write(folder["ball.mp4"], 160, 90, new FrameRate(25, 1), frames: 50);
        var told = Explain(run, new() { Input = folder["ball.mp4"], Folder = folder.Path, Check = true });

        Assert.Equal(["ball.explained.png", "ball.explained.mp4", "ball.explained.json"], told.Files.Select(f => Path.GetFileName(f)));
        var strip = PngReader.Read(folder["ball.explained.png"]);
        Assert.True(strip.Width > 4 * 160 && strip.Height > 2 * 90, $"{strip.Width} x {strip.Height}");
        Assert.Equal((160, 90), (new FfmpegReader(folder["ball.explained.mp4"]).Probe.Width, new FfmpegReader(folder["ball.explained.mp4"]).Probe.Height));
        Assert.Equal(50, new FfmpegReader(folder["ball.explained.mp4"]).ReadFrames().Count());

        var json = JsonNode.Parse(File.ReadAllText(folder["ball.explained.json"]))!;
        Assert.Equal("attention rollout over all layers", (string)json["map"]!);
        Assert.Equal(["0", "1/5", "2/5", "3/5", "4/5", "1", "6/5"], json["results"]!.AsArray().Select(r => (string)r!["start"]!));
        foreach (var result in json["results"]!.AsArray())
        {
            // The words are the prediction's, down to the last digit that is stored.
            var values = result!["description"]!["sentences"]!.AsArray().SelectMany(s => s!["values"]!.AsArray()).DistinctBy(v => (string)v!["name"]!).ToDictionary(v => (string)v!["name"]!, v => v!["value"]!);
            Assert.Equal((double)result["probability"]!, (double)values["probability"]);
            Assert.Equal((string)result["class"]!, (string)values["class"]!);
            Assert.Equal((double)result["map"]!["frame_shares"]![(int)(double)values["first_frame"]]! + (double)result["map"]!["frame_shares"]![(int)(double)values["second_frame"]]!, (double)values["frames_share"], 1e-4);
        }
        foreach (var map in json["results"]!.AsArray().Select(r => r!["map"]!))
        {
            var cells = map["cells"]!.AsArray().SelectMany(v => v!.AsArray()).SelectMany(s => s!.AsArray()).SelectMany(r => r!.AsArray()).Select(c => (double)c!).ToArray();
            Assert.Equal((int)map["views"]! * (int)map["steps"]! * (int)map["rows"]! * (int)map["columns"]!, cells.Length);
            Assert.Equal(1, cells.Sum(), 3);
            Assert.Equal(1, map["frame_shares"]!.AsArray().Sum(s => (double)s!), 3);
        }
        Assert.Equal(5, json["check"]!["random_weights"]!["rank_correlations"]!.AsArray().Count);
        Assert.True((double)json["check"]!["ball"]!["share_of_clip"]! > 0);
        // What is told leaves the cells to the file, and is the same otherwise.
        Assert.Null(told.Results[0]!["map"]!["cells"]);
        Assert.Equal(told.Check!.ToJsonString(), json["check"]!.ToJsonString());
    }

    [FfmpegFact]
    public void A_sample_is_predicted_as_in_the_evaluation_and_comes_with_its_true_class()
    {
        using var run = TrainedRun();
        var outputs = run.Model.Run.ReadOutputs(Split.Test);
        using var data = run.Application.OpenData(run.Model.Recipe);
        foreach (var sample in new[] { 0, 5 })
        {
            var told = Explain(run, new() { Sample = sample, Folder = folder.Path, Map = "gradcam" });
            var result = Assert.Single(told.Results)!;
            Assert.Equal(data.ClassNames[outputs[sample].Prediction], (string)result["class"]!);
            Assert.Equal(data.ClassNames[outputs[sample].Label], (string)result["true_class"]!);
            Assert.True(File.Exists(folder[$"test-{sample}.explained.mp4"]));
        }
        // The same sample explained again gives the same bytes.
        var before = File.ReadAllBytes(folder["test-5.explained.json"]);
        var strip = File.ReadAllBytes(folder["test-5.explained.png"]);
        Explain(run, new() { Sample = 5, Folder = folder.Path, Map = "gradcam" });
        Assert.Equal(before, File.ReadAllBytes(folder["test-5.explained.json"]));
        Assert.Equal(strip, File.ReadAllBytes(folder["test-5.explained.png"]));
    }

    [FfmpegFact]
    public void A_sample_of_a_stored_set_is_explained_when_its_clips_fit()
    {
        using var run = TrainedRun();
        TrajectorySet.Make(folder["set"], new ClipOptions { Frames = 4, Size = 32 }, 10, null, default);
        TrajectorySet.Make(folder["large"], new ClipOptions { Frames = 4, Size = 64 }, 10, null, default);
        Assert.Equal("sample 1 of the train split", Explain(run, new() { Input = folder["set"], Sample = 1, Split = Split.Train, Folder = folder.Path }).Input);
        var failure = Assert.Throws<RunException>(() => Explain(run, new() { Input = folder["large"], Sample = 1, Folder = folder.Path }));
        Assert.Contains("64 pixels; the run takes 1, 4 and 32", failure.Message);
    }

    [Fact]
    public void Every_layer_that_a_registered_extractor_names_can_be_looked_into()
    {
        foreach (var family in ExtractorFamily.All)
        {
            var (application, recipe) = applications.Bind(RecipeFile.Parse($"task: trajectories\nmodel: {family.Name}\ndata.train: 8\ndata.validation: 8\ndata.test: 8\nthreads: 1\n", "test.yaml"));
            using var data = application.OpenData(recipe);
            using var engine = new Engine(new() { Seed = 1, Threads = 1 });
            var learner = (TrajectoryLearner)application.Build(recipe, data, engine);
            using var batch = (TrajectoryBatch)data.Load(Split.Test, [0], step: 0);
            var choices = learner.Extractor.AttentionLayers.Select(l => ("attention", l.Name)).Concat(learner.Extractor.ActivationLayers.Select(l => ("gradcam", l))).ToArray();
            Assert.True(choices.Length > 0, $"{family.Name} names no layers.");
            foreach (var (map, layer) in choices)
            {
                var made = new ClipExplainer(learner, MapChoice.Of(learner.Extractor, map, layer, null)).Explain(batch.Clips, _ => 0).Map;
                Assert.True(made.IsEmpty || Math.Abs(made.Shares.ToArray().Sum() - 1) < 1e-4, $"{family.Name}, {layer}");
                Assert.Equal((1, 16), (made.Views, made.Frames));
                Assert.Equal(0, made.Frames % made.Steps);
            }
        }
    }

    [FfmpegFact]
    public void Bad_input_is_answered_with_one_line_and_leaves_nothing()
    {
        using var run = TrainedRun();
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(folder["notes.mp4"], "this is no video");
        PngWriter.Write(folder["still.png"], new Frame(8, 8));
        Refused(new() { Input = folder["notes.mp4"], Folder = folder["out"] }, "notes.mp4");
        Refused(new() { Input = folder["still.png"], Folder = folder["out"] }, "is a picture");
        Refused(new() { Input = folder["missing.mp4"], Folder = folder["out"] }, "missing.mp4");
        Refused(new() { Sample = 8, Folder = folder["out"] }, "samples 0 to 7, not 8");
        Refused(new() { Sample = 0, Folder = folder["out"], Map = "gradcam", Layer = "conv9" }, "stem1, stem2, stem3");
        Refused(new() { Sample = 0, Folder = folder["out"], Map = "attention", Head = 9 }, "heads 0 to 1");
        Assert.Empty(Directory.GetFileSystemEntries(folder["out"]));

        void Refused(ExplanationRequest request, string part)
        {
            var failure = Assert.Throws<RunException>(() => Explain(run, request));
            Assert.Contains(part, failure.Message);
            Assert.DoesNotContain('\n', failure.Message);
        }
    }

    private static Explanation Explain(LoadedRun run, ExplanationRequest request) => run.Application.Explain(run.Model, request, default);

    private LoadedRun TrainedRun()
    {
        var (application, recipe) = applications.Bind(RecipeFile.Parse(TinyVideoRecipe.Text, "test.yaml"));
        var result = Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder["run"] }, default);
        RunEvaluator.Evaluate(new() { Application = application, Recipe = recipe, Run = result.Run, Split = Split.Test }, default);
        return new LoadedRun(applications, result.Run);
    }
}
