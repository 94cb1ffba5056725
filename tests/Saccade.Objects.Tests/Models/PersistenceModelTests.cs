using Saccade.Neural;
using Saccade.Objects.Data;
using Saccade.Objects.Learning;
using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Objects.Tests.Models;

public class PersistenceModelTests
{
    private static readonly PersistenceModelOptions Small = new() { Width = 16, Depth = 2, Heads = 2, FeedForward = 32, Channels = 2 };

    [Theory]
    [InlineData("objects")]
    [InlineData("frames")]
    [InlineData("video")]
    public void Clips_without_objects_make_no_numbers_that_are_none_and_learning_goes_on(string name)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, PersistenceUnit.Named(name), new PersistenceLossOptions { Attention = 0.2f, Localisation = 1, Duration = 1 });
        using var batch = Batches.WithBlackOnes(4);
        using (engine.BeginStep(0))
        {
            var loss = learner.Loss(batch);
            loss.Total.Backward();
            Assert.True(float.IsFinite(loss.Total.Item()));
            Assert.All(learner.Model.Parameters(), p => Assert.All(p.Tensor.Gradient!.ToArray(), g => Assert.True(float.IsFinite(g), p.Name)));
        }
        using var scope = engine.BeginScope();
        var judged = learner.Evaluate(batch);
        Assert.True(double.IsFinite(judged.Loss));
        Assert.Empty(judged.Outputs[0].Attention![PersistenceLearner.LastLayer].Labels);
        Assert.All(judged.Outputs, o => Assert.True(o.Probabilities.All(float.IsFinite)));
    }

    [Fact]
    public void A_batch_of_nothing_but_black_clips_is_answered_for()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, PersistenceUnit.Objects, new PersistenceLossOptions { Attention = 0.2f });
        using var batch = Batches.WithBlackOnes(1);
        using var scope = engine.BeginScope();
        var output = learner.Evaluate(batch).Outputs[0];

        Assert.Empty(output.Units!);
        Assert.Equal((int)Persistence.Persistent, output.Prediction); // no frame of it is transient
    }

    [Theory]
    [InlineData("objects")]
    [InlineData("frames")]
    [InlineData("video")]
    public void Nothing_but_padding_leaves_every_weight_a_number(string name)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, PersistenceUnit.Named(name), new PersistenceLossOptions { Attention = 0.2f });
        using var batch = Batches.WithBlackOnes(1);
        var optimiser = new AdamW(learner.Model, new AdamOptions());
        using (engine.BeginStep(0))
        {
            learner.Loss(batch).Total.Backward();
            optimiser.Update(1e-3);
        }
        Assert.All(learner.Model.State(), s => Assert.All(s.Tensor.ToArray(), value => Assert.True(float.IsFinite(value), s.Name)));
    }

    [Fact]
    public void The_order_of_tracks_and_tokens_says_nothing()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, PersistenceUnit.Video);
        using var batch = Batches.First(3);
        using var reversed = Batches.Reversed(batch);
        using var scope = engine.BeginScope();
        var (one, other) = (learner.Read(batch, false), learner.Read(reversed, false));

        for (var n = 0; n < 3; n++)
        {
            var tracks = batch.Clip(n).Tracks.Count;
            Equal(one.TrackLogits.AsSpan().Slice(n * batch.Tracks, tracks).ToArray(), [.. other.TrackLogits.AsSpan().Slice(n * batch.Tracks, tracks).ToArray().Reverse()]);
        }
        Equal(one.FrameLogits!.ToArray(), other.FrameLogits!.ToArray());
        Equal(one.VideoLogits!.ToArray(), other.VideoLogits!.ToArray());
    }

    [Fact]
    public void A_clip_is_answered_for_alike_alone_and_among_others()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, PersistenceUnit.Video);
        using var data = Batches.Clips();
        using var alone = (TokenBatch)data.Load(Training.Split.Train, [2], 0);
        using var among = (TokenBatch)data.Load(Training.Split.Train, [0, 1, 2, 3, 4, 5], 0);
        using var scope = engine.BeginScope();
        var tracks = alone.Clip(0).Tracks.Count;
        var (one, other) = (learner.Read(alone, false), learner.Read(among, false));

        Equal(one.TrackLogits.AsSpan()[..tracks].ToArray(), other.TrackLogits.AsSpan().Slice(2 * among.Tracks, tracks).ToArray());
        Equal([one.VideoLogits!.AsSpan()[0]], [other.VideoLogits!.AsSpan()[2]]);
    }

    [Fact]
    public void What_is_true_of_a_clip_does_not_reach_the_model()
    {
        using var data = Batches.Clips();
        using var batch = (TokenBatch)data.Load(Training.Split.Train, [0, 1], 0);
        using var permuted = (TokenBatch)data.Of(new PermutedPersistence(data.Clips, new(8, 1))).Load(Training.Split.Train, [0, 1], 0);
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, PersistenceUnit.Video);
        using var scope = engine.BeginScope();

        Assert.Equal(learner.Read(batch, false).TrackLogits.ToArray(), learner.Read(permuted, false).TrackLogits.ToArray());
        Assert.NotEqual(batch.Clip(0).Labels.Concat(batch.Clip(1).Labels), permuted.Clip(0).Labels.Concat(permuted.Clip(1).Labels));
    }

    [Fact]
    public void The_tokenizer_is_learnt_and_saved_with_the_model()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, PersistenceUnit.Objects);

        Assert.Contains(learner.Model.Parameters(), p => p.Name == "tokenizer.look.conv1.weight");
        Assert.Contains(learner.Model.State(), p => p.Name == "tokenizer.frame_code");
        using var batch = Batches.First(2);
        using (engine.BeginStep(0))
            learner.Loss(batch).Total.Backward();
        Assert.Contains(learner.Model.Parameters().Single(p => p.Name == "tokenizer.look.conv1.weight").Tensor.Gradient!.ToArray(), g => g != 0);
    }

    [Fact]
    public void One_and_two_threads_learn_the_same_bytes()
    {
        using var batch = Batches.First(4);
        var learnt = new[] { 1, 2 }.Select(threads =>
        {
            using var engine = new Engine(new EngineOptions { Threads = threads });
            var learner = Learner(engine, PersistenceUnit.Video, new PersistenceLossOptions { Attention = 0.2f });
            var optimiser = new AdamW(learner.Model, new AdamOptions());
            for (var number = 0; number < 2; number++)
            {
                using var step = engine.BeginStep(number);
                learner.Loss(batch).Total.Backward();
                optimiser.Update(1e-3);
            }
            return learner.Model.State().SelectMany(s => s.Tensor.ToArray()).ToArray();
        }).ToArray();

        Assert.Equal(learnt[0], learnt[1]);
        Assert.NotEqual(1, learnt[0][0]); // the prior's counts are part of the state
    }

    [Fact]
    public void More_sightings_than_the_budget_are_counted_and_tracks_without_tokens_get_the_prior()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, PersistenceUnit.Objects);
        using var batch = Batches.First(2, new TokenOptions { Budget = 1 });
        using (engine.BeginStep(0))
            learner.Loss(batch);
        using var scope = engine.BeginScope();
        var outputs = learner.Evaluate(batch).Outputs;

        Assert.All(outputs, o => Assert.Equal(1, o.Statistics!["tokens"]));
        Assert.All(outputs, o => Assert.Equal(o.Units!.Sum(u => u.Size) - 1, o.Statistics!["tokens_left_out"]));
        var prior = ((PersistenceModel)learner.Model).Prior;
        Assert.InRange(prior, 0.05f, 0.95f);
        Assert.Equal(outputs.Sum(o => o.Units!.Count - 1), outputs.Sum(o => o.Units!.Count(u => u.Probability == prior)));
    }

    [Theory]
    [InlineData(32, 7)]
    [InlineData(16, 4)]
    [InlineData(35, 7)]
    public void A_clip_is_transient_from_a_fifth_of_its_frames_on(int frames, int count) => Assert.Equal(count, PersistenceModel.FewestTransientFrames(frames));

    private static PersistenceLearner Learner(Engine engine, PersistenceUnit unit, PersistenceLossOptions? loss = null)
    {
        loss ??= new();
        var model = new PersistenceModel(engine, unit, Small, new CropLook(engine, Small.Width, Small.Channels, 12), 32, loss.Localisation > 0, loss.Duration > 0);
        model.Initialize();
        return new PersistenceLearner(model, unit, loss);
    }

    private static void Equal(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4f);
    }
}
