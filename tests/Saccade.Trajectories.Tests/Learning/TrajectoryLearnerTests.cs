using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Tape;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tests.Learning;

/// <summary>Models learn, and what is said of them is decoded from the right numbers.</summary>
public sealed class TrajectoryLearnerTests
{
    private const string Small = """
        task: trajectories
        data.train: 64
        data.validation: 8
        data.test: 8
        data.frames: 8
        data.size: 32
        head.hidden: 32
        head.dropout: 0
        model.dropout: 0
        """;

    private const string Magvit = "\nmodel: magvit\nmodel.channels: 8\nmodel.frame_width: 32\nmodel.width: 32";
    private const string Transformer = "\nmodel: transformer\nmodel.width: 32\nmodel.heads: 4\nmodel.depth: 2\nmodel.feed_forward: 64\nmodel.stem_channels: 8\nmodel.features: 32";

    [Theory]
    [InlineData(Magvit)]
    [InlineData(Transformer)]
    [InlineData(Transformer + "\nhead.pooling: concatenate\ndata.views: 4")]
    public void The_loss_of_eight_clips_falls_far(string model)
    {
        var (application, recipe) = Bind(model);
        using var data = application.OpenData(recipe);
        using var engine = new Engine(new() { Seed = 1, Threads = 2 });
        var learner = application.Build(recipe, data, engine);
        using var batch = data.Load(Split.Train, [0, 1, 2, 3, 4, 5, 6, 7], step: 0);
        var optimiser = new AdamW(learner.Model, new AdamOptions { ClipNorm = 1 });
        double first = 0, last = 0;
        for (var step = 0; step < 60; step++)
        {
            using var scope = engine.BeginStep(step);
            var loss = learner.Loss(batch).Total;
            last = loss.Item();
            first = step == 0 ? last : first;
            loss.Backward();
            optimiser.Update(3e-3);
        }
        Assert.InRange(last, 0, 0.3 * first);
    }

    [Theory]
    [InlineData(Magvit)]
    [InlineData(Transformer)]
    public void An_output_is_the_same_alone_and_in_a_batch_and_carries_its_truth(string model)
    {
        var (application, recipe) = Bind(model);
        using var data = application.OpenData(recipe);
        using var engine = new Engine(new() { Seed = 1, Threads = 2 });
        var learner = application.Build(recipe, data, engine);
        learner.Model.SetTraining(false);
        using var batch = (TrajectoryBatch)data.Load(Split.Validation, [0, 1, 2, 3], step: 0);
        using var single = data.Load(Split.Validation, [2], step: 0);
        using var scope = engine.BeginScope();
        var together = learner.Evaluate(batch).Outputs;
        var alone = Assert.Single(learner.Evaluate(single).Outputs);
        Assert.Equal(alone.Id, together[2].Id);
        Assert.Equal(alone.Probabilities, together[2].Probabilities);
        Assert.Equal(alone.PredictedPosition, together[2].PredictedPosition);
        Assert.Equal(alone.PredictedPath, together[2].PredictedPath);
        Assert.Equal(alone.Statistics, together[2].Statistics);
        Assert.Equal(batch.Labels[2], together[2].Label);
        Assert.Equal(batch.LastPositionWorld.Slice(6, 3).ToArray(), together[2].Position);
        Assert.Equal(15, together[2].Path.Count);
        Assert.Equal(1, together[2].Probabilities.Sum(), 4);
        Assert.All(new[] { "brightness", "contrast", "change", "feature_norm" }, name => Assert.True(together[2].Statistics![name] > 0));
    }

    [Fact]
    public void Heads_that_are_off_have_no_parameters_and_no_loss()
    {
        var (application, recipe) = Bind(Magvit + "\nhead.pixel: false\nhead.forecast: false");
        using var data = application.OpenData(recipe);
        using var engine = new Engine(new() { Threads = 1 });
        var learner = application.Build(recipe, data, engine);
        Assert.DoesNotContain(learner.Model.Parameters(), p => p.Name.StartsWith("pixel_head") || p.Name.StartsWith("forecast_head"));
        using var batch = data.Load(Split.Train, [0, 1], step: 0);
        using var step = engine.BeginStep(0);
        Assert.Equal(["class", "position"], learner.Loss(batch).Parts.Select(p => p.Name));
    }

    [Fact]
    public void What_comes_after_a_reversed_clip_does_not_count()
    {
        var (application, recipe) = Bind(Magvit + "\ndata.reverse: true\nloss.class: 0\nloss.position: 0\nloss.pixel: 0");
        using var data = (TrajectoryData)application.OpenData(recipe);
        using var engine = new Engine(new() { Threads = 1 });
        var learner = application.Build(recipe, data, engine);
        learner.Model.SetTraining(false);
        var reversed = Enumerable.Range(0, 64).Select(i => (long)i).First(i => IsReversed(data, i));
        var kept = Enumerable.Range(0, 64).Select(i => (long)i).First(i => !IsReversed(data, i));
        using var scope = engine.BeginScope();
        using var a = data.Load(Split.Train, [reversed], step: 5);
        using var b = data.Load(Split.Train, [kept], step: 5);
        Assert.Equal(0, learner.Loss(a).Total.Item());
        Assert.NotEqual(0, learner.Loss(b).Total.Item());
    }

    private static bool IsReversed(TrajectoryData data, long index)
    {
        using var batch = (TrajectoryBatch)data.Load(Split.Train, [index], step: 5);
        return batch.FutureKnown[0] == 0;
    }

    private static (IApplication Application, Recipe Recipe) Bind(string model) =>
        new ApplicationList(new TrajectoriesApplication()).Bind(RecipeFile.Parse(Small + model, "test.yaml"));
}
