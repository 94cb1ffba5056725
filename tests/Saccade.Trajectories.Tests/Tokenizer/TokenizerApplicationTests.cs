using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Tape;
using Saccade.Training;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Learning;
using Saccade.Trajectories.Tokenizer;

namespace Saccade.Trajectories.Tests.Tokenizer;

/// <summary>A tokenizer trains, is judged beside frames that need none, and feeds a model that takes its weights along.</summary>
public sealed class TokenizerApplicationTests : IDisposable
{
    private const string Data = "\nthreads: 2\nepochs: 1\ndata.frames: 4\ndata.size: 32\ndata.train: 64\ndata.validation: 16\ndata.test: 16";
    private const string Tiny = "task: tokenizer\nmodel: fsq\nbatch_size: 8\nmodel.channels: 4" + Data;
    private const string Tokens = """
        task: trajectories
        model: tokens
        model.channels: 4
        model.width: 16
        model.heads: 2
        model.depth: 1
        model.feed_forward: 16
        model.features: 16
        head.hidden: 16
        """ + Data;

    private readonly TemporaryFolder folder = new();
    private readonly ApplicationList applications = new(new TrajectoriesApplication(), new TokenizerApplication());

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_is_judged_beside_frames_that_need_no_tokenizer_and_reported_with_pictures()
    {
        var (application, run) = Train(Tiny, "tokenizer");
        var evaluation = RunEvaluator.Evaluate(new() { Application = application, Recipe = applications.Bind(run).Recipe, Run = run, Split = Split.Validation }, default).Evaluation;
        Assert.Equal(["codes_used", "perplexity", "perplexity_box", "psnr", "psnr_box", "psnr_gain"], evaluation.Metrics.Keys.Order());
        Assert.Equal(["black_frame", "mean_frame", "previous_frame"], evaluation.Baselines.Keys.Order());
        Assert.Equal(["psnr_box", "psnr"], evaluation.Claims.Select(c => c.Metric));
        // A black frame is nearly right over the whole picture, and not at all where the ball is.
        Assert.InRange(evaluation.Baselines["black_frame"]["psnr"], 10 + evaluation.Baselines["black_frame"]["psnr_box"], 40);
        Assert.Equal(0, evaluation.Baselines["mean_frame"]["psnr_gain"], 1e-9);
        Assert.Contains("data:image/png", application.Report(run, evaluation)!.Html);
    }

    [Fact]
    public void A_short_training_lowers_the_loss_and_speaks_with_more_than_a_handful_of_codes()
    {
        var (application, recipe) = applications.Bind(RecipeFile.Parse(Tiny, "test.yaml", ["model.channels=8"]));
        using var data = application.OpenData(recipe);
        using var engine = new Engine(new() { Seed = 1, Threads = 2 });
        var learner = (TokenizerLearner)application.Build(recipe, data, engine);
        var optimiser = new AdamW(learner.Model, new AdamOptions { ClipNorm = 1 });
        using var batch = data.Load(Split.Train, [.. Enumerable.Range(0, 8).Select(i => (long)i)], step: 0);
        double first = 0, last = 0;
        for (var step = 0; step < 80; step++)
        {
            using var scope = engine.BeginStep(step);
            var loss = learner.Loss(batch).Total;
            last = loss.Item();
            first = step == 0 ? last : first;
            loss.Backward();
            optimiser.Update(4e-3);
        }
        Assert.InRange(last, 0, 0.5 * first);
        learner.Model.SetTraining(false);
        using var evaluation = engine.BeginScope();
        var outputs = learner.Evaluate(batch).Outputs.ToArray();
        Assert.InRange(CodeUsage.BoxPerplexity.Evaluate(outputs, [.. Enumerable.Repeat(1, outputs.Length)]), 10, 1000);
    }

    [Fact]
    public void A_model_on_tokens_learns_nothing_of_the_tokenizer_and_needs_its_run_no_more_once_begun()
    {
        var (_, tokenizer) = Train(Tiny, "tokenizer");
        var (application, recipe) = applications.Bind(RecipeFile.Parse(Tokens, "test.yaml", [$"model.tokenizer={tokenizer.Root}"]));
        TrainingRequest request = new() { Application = application, Recipe = recipe, Folder = folder["tokens"] };
        Assert.Equal(RunStatus.Stopped, Trainer.Train(request, new CancellationToken(canceled: true)).Status);
        Directory.Move(tokenizer.Root, folder["elsewhere"]);
        var run = Trainer.Train(request with { Resume = true }, default).Run;
        using var loaded = new LoadedRun(applications, run);
        var learner = (TrajectoryLearner)loaded.Model.Learner;
        Assert.DoesNotContain(learner.Model.Parameters(), p => p.Name.Contains(".tokenizer."));
        var frozen = learner.Model.State().Single(s => s.Name == "extractor.tokenizer.encoder.conv2.weight").Tensor.ToArray();
        using var other = new LoadedRun(applications, RunFolder.Open(folder["elsewhere"]));
        Assert.Equal(other.Model.Learner.Model.State().Single(s => s.Name == "encoder.conv2.weight").Tensor.ToArray(), frozen);
        using var data = application.OpenData(recipe);
        using var batch = data.Load(Split.Validation, [0, 1], step: 0);
        learner.Model.SetTraining(false);
        using var scope = learner.Model.Engine.BeginScope();
        Assert.True(double.IsFinite(learner.Evaluate(batch).Loss));
    }

    [Fact]
    public void Controls_of_a_model_on_tokens_see_by_its_own_tokenizer_whatever_lies_in_that_place_by_now()
    {
        var (_, tokenizer) = Train(Tiny, "tokenizer");
        var (_, before) = Train(Tokens, "before", $"model.tokenizer={tokenizer.Root}");
        var first = Judge(before);
        Assert.Equal(3, Controls());
        Directory.Delete(tokenizer.Root, recursive: true);
        Train(Tiny, "tokenizer", "seed=2");
        Judge(Train(Tokens, "after", $"model.tokenizer={tokenizer.Root}").Run);
        Assert.Equal(6, Controls());
        Directory.Delete(tokenizer.Root, recursive: true);
        Directory.Delete(before.ControlsPath, recursive: true);
        Assert.Equal(first.Baselines["shuffled_frames"], Judge(before).Baselines["shuffled_frames"]);

        int Controls() => Directory.GetFiles(before.ControlsPath, "*.safetensors").Length;

        Evaluation Judge(RunFolder run)
        {
            var (application, recipe) = applications.Bind(run);
            return RunEvaluator.Evaluate(new() { Application = application, Recipe = recipe, Run = run, Split = Split.Validation }, default).Evaluation;
        }
    }

    [Fact]
    public void A_tokenizer_that_cannot_be_used_leaves_no_run_and_says_why()
    {
        var (_, tokenizer) = Train(Tiny, "tokenizer");
        var (_, trained) = Train(Tokens, "tokens", $"model.tokenizer={tokenizer.Root}");
        foreach (var (sets, expected) in new (string[], string)[]
        {
            ([], "model.tokenizer is missing"),
            ([$"model.tokenizer={folder["nothing"]}"], "is not a run"),
            ([$"model.tokenizer={trained.Root}"], "task 'trajectories'"),
            ([$"model.tokenizer={tokenizer.Root}", "data.size=48"], "pictures of 32 pixels"),
            ([$"model.tokenizer={tokenizer.Root}", "model.levels=4,4,4"], "model.levels [8,5,5,5]"),
            ([$"model.tokenizer={tokenizer.Root}", "model.channels=8"], "model.channels 4"),
        })
        {
            var message = Assert.Throws<RunException>(() => Train(Tokens, "refused", sets)).Message;
            Assert.Contains("model.tokenizer", message);
            Assert.Contains(expected, message);
            Assert.False(Directory.Exists(folder["refused"]));
        }
    }

    [Fact]
    public void The_box_is_the_ball_and_tokens_that_it_touches_are_around_it()
    {
        var (application, recipe) = applications.Bind(RecipeFile.Parse(Tiny, "test.yaml"));
        using var data = application.OpenData(recipe);
        using var batch = (TrajectoryBatch)data.Load(Split.Validation, [0, 1, 2, 3], step: 0);
        var boxes = ObjectBox.Of(batch);
        var area = 32 * 32;
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var pixel = 0; pixel < area; pixel++)
            {
                if (batch.Clips[i * 3 * area + pixel] > 0)
                    Assert.True(boxes[i].Touches(pixel % 32, pixel / 32, 1), $"frame {i} has light at {pixel % 32}, {pixel / 32}, outside of {boxes[i]}");
            }
        }
        var judge = new ReconstructionJudge(batch);
        Assert.InRange(judge.BoxTokens(0).Count(), 1, 18);
        // Black everywhere: all the error there is lies within the box.
        var black = judge.Judge(0, new float[batch.Options.ClipBytes]);
        Assert.Equal(black.SquaredError, black.BoxSquaredError, 1e-3);
        Assert.Equal(0, judge.Judge(0, batch.Clips[..batch.Options.ClipBytes]).SquaredError);
    }

    [Fact]
    public void Perplexity_counts_the_codes_that_are_equally_often_used()
    {
        SampleOutput Of(params int[] tokens) => new()
        {
            Id = "a",
            Reconstruction = new() { Values = 1, SquaredError = 0, MeanFrameSquaredError = 1, CodebookSize = 8, Codes = CodeHistogram.Of(tokens) },
        };
        SampleOutput[] outputs = [Of(0, 0, 3), Of(3, 5, 5)];
        Assert.Equal(3, CodeUsage.Perplexity.Evaluate(outputs, [1, 1]), 1e-9);
        Assert.Equal(3 / 8.0, CodeUsage.Share.Evaluate(outputs, [1, 1]), 1e-9);
        Assert.Equal(2 / 8.0, CodeUsage.Share.Evaluate(outputs, [0, 1]), 1e-9);
        Assert.True(double.IsNaN(CodeUsage.BoxPerplexity.Evaluate(outputs, [1, 1])));
    }

    private (IApplication Application, RunFolder Run) Train(string text, string name, params string[] sets)
    {
        var (application, recipe) = applications.Bind(RecipeFile.Parse(text, "test.yaml", sets));
        return (application, Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder[name] }, default).Run);
    }
}
