using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Random;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Explaining;
using Saccade.Trajectories.Extractors;
using Saccade.Trajectories.Heads;
using Saccade.Trajectories.Learning;

namespace Saccade.Trajectories.Tests.Explaining;

/// <summary>Attention maps hold the numbers of the layers' own weights, and a wrong choice is answered with the right ones.</summary>
public class AttentionMapTests
{
    private static readonly ClipOptions Clips = new() { Frames = 4, Size = 32, Views = 2 };
    private static readonly float[] Values = [.. Enumerable.Range(0, Clips.ClipBytes).Select(i => new RandomKey(5, RandomStream.Data, 0).Uniform((ulong)i))];

    [Fact]
    public void Rollout_equals_the_product_of_the_layers_matrices()
    {
        using var engine = new Engine(new() { Seed = 2, Threads = 1 });
        var learner = Transformer(engine);
        var weights = Weights(learner);
        const int Tokens = 8;
        var expected = new List<double>();
        for (var view = 0; view < 2; view++)
        {
            double[,]? product = null;
            foreach (var layer in weights)
            {
                var through = new double[Tokens, Tokens];
                for (var i = 0; i < Tokens; i++)
                {
                    for (var j = 0; j < Tokens; j++)
                        through[i, j] = 0.5 * (layer[view, 0, i, j] + layer[view, 1, i, j]) / 2 + (i == j ? 0.5 : 0);
                }
                product = product is null ? through : Times(through, product);
            }
            expected.AddRange(Enumerable.Range(0, Tokens).Select(j => Enumerable.Range(0, Tokens).Average(i => product![i, j]) / 2));
        }
        var map = Explain(learner, "rollout", null, null);
        Assert.Equal((2, 2, 2, 2), (map.Views, map.Steps, map.Rows, map.Columns));
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i], map.Shares[i], 5);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    public void Attention_of_a_layer_is_what_its_tokens_receive(int? head)
    {
        using var engine = new Engine(new() { Seed = 2, Threads = 1 });
        var learner = Transformer(engine);
        var layer = Weights(learner)[1];
        var map = Explain(learner, "attention", "encoder.layers.1", head);
        for (var i = 0; i < map.Shares.Length; i++)
        {
            var (view, key) = (i / 8, i % 8);
            var received = Enumerable.Range(0, 8).Average(q => head is { } h ? layer[view, h, q, key] : (layer[view, 0, q, key] + layer[view, 1, q, key]) / 2);
            Assert.Equal(received / 2, map.Shares[i], 5);
        }
    }

    [Fact]
    public void Attention_over_space_then_time_has_its_numbers_in_their_places()
    {
        using var engine = new Engine(new() { Seed = 4, Threads = 1 });
        var extractor = new FactorisedExtractor(engine);
        var learner = Learner(engine, extractor);
        var (space, time) = (extractor.SpaceWeights(Values), extractor.TimeWeights(Values));
        var map = Explain(learner, "attention", "space", null);
        var spaceFirst = map.Shares.ToArray();
        var timeMap = Explain(learner, "attention", "time", null).Shares.ToArray();
        for (var i = 0; i < spaceFirst.Length; i++)
        {
            var (view, step, place) = (i / 16, i / 4 % 4, i % 4);
            Assert.Equal(Enumerable.Range(0, 4).Average(q => space[view * 4 + step, q, place]) / 8, spaceFirst[i], 5);
            Assert.Equal(Enumerable.Range(0, 4).Average(q => time[view * 4 + place, q, step]) / 8, timeMap[i], 5);
        }
        Assert.Equal(1, Explain(learner, "rollout", null, null).Shares.ToArray().Sum(), 5);
    }

    [Fact]
    public void What_is_explained_is_predicted_as_ever()
    {
        using var engine = new Engine(new() { Seed = 2, Threads = 1 });
        var learner = Transformer(engine);
        learner.Model.SetTraining(false);
        float[] plain;
        using (engine.BeginScope())
            plain = learner.Read(Values).Logits.ToArray();
        foreach (var map in new[] { "rollout", "gradcam" })
        {
            var explainer = new ClipExplainer(learner, MapChoice.Of(learner.Extractor, map, null, null));
            // Attention whose weights are kept is another kernel: equal but for the order of its sums.
            Assert.Equal(plain, explainer.Explain(Values, r => r.Logits.ToArray()).Read, (a, b) => Math.Abs(a - b) < 1e-6);
        }
        using (engine.BeginScope())
            Assert.Equal(plain, learner.Read(Values).Logits.ToArray());
    }

    [Theory]
    [InlineData("saliency", null, null, "attention, rollout, gradcam")]
    [InlineData("attention", "encoder.layers.7", null, "encoder.layers.0, encoder.layers.1")]
    [InlineData("attention", null, 2, "heads 0 to 1")]
    [InlineData("attention", null, -1, "heads 0 to 1")]
    [InlineData("gradcam", "attention", null, "stem1, stem2, stem3")]
    [InlineData("gradcam", null, 0, "no heads")]
    [InlineData("rollout", "encoder.layers.0", null, "--map attention")]
    public void A_choice_that_the_model_has_not_is_answered_with_those_it_has(string map, string? layer, int? head, string answer)
    {
        using var engine = new Engine(new() { Seed = 2, Threads = 1 });
        var failure = Assert.Throws<RunException>(() => MapChoice.Of(Transformer(engine).Extractor, map, layer, head));
        Assert.Contains(answer, failure.Message);
    }

    [Fact]
    public void The_default_is_rollout_over_places_or_else_grad_cam()
    {
        using var engine = new Engine(new() { Seed = 2, Threads = 1 });
        Assert.Equal(new MapChoice(MapKind.Rollout, null, null), MapChoice.Of(Transformer(engine).Extractor, null, null, null));
        var magvit = new MagvitExtractor(engine, new MagvitOptions { Channels = 4, FrameWidth = 8, Width = 8, Heads = 2 }, 32);
        Assert.Equal(new MapChoice(MapKind.Gradcam, "norm3", null), MapChoice.Of(magvit, null, null, null));
        Assert.Contains("no activations", Assert.Throws<RunException>(() => MapChoice.Of(new HandSetExtractor(engine), "gradcam", null, null)).Message);
    }

    private static ClipMap Explain(TrajectoryLearner learner, string map, string? layer, int? head) =>
        new ClipExplainer(learner, MapChoice.Of(learner.Extractor, map, layer, head)).Explain(Values, _ => 0).Map;

    private static TrajectoryLearner Transformer(Engine engine) => Learner(engine, new VideoTransformer(engine, new VideoTransformerOptions
    {
        Width = 16, Depth = 2, Heads = 2, FeedForward = 16, StemChannels = 4, Features = 8,
    }, Clips));

    private static TrajectoryLearner Learner(Engine engine, Extractor extractor)
    {
        var model = new TrajectoryModel(engine, extractor, new HeadOptions { Hidden = 8 }, Clips);
        model.Initialize();
        return new TrajectoryLearner(model, new LossOptions(), Clips);
    }

    // [layer][view, head, query, key]
    private static List<double[,,,]> Weights(TrajectoryLearner learner)
    {
        var all = new List<double[,,,]>();
        foreach (var layer in learner.Extractor.AttentionLayers)
        {
            layer.Attention.ObserveWeights(w =>
            {
                var copy = new double[w.Shape[0], w.Shape[1], w.Shape[2], w.Shape[3]];
                var values = w.ToArray();
                for (var i = 0; i < values.Length; i++)
                    copy[i / (w.Shape[1] * 64), i / 64 % w.Shape[1], i / 8 % 8, i % 8] = values[i];
                all.Add(copy);
            });
        }
        learner.Model.SetTraining(false);
        using var scope = learner.Model.Engine.BeginScope();
        learner.Read(Values);
        foreach (var layer in learner.Extractor.AttentionLayers)
            layer.Attention.ObserveWeights(null);
        return all;
    }

    private static double[,] Times(double[,] a, double[,] b)
    {
        var n = a.GetLength(0);
        var c = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                c[i, j] = Enumerable.Range(0, n).Sum(k => a[i, k] * b[k, j]);
        }
        return c;
    }

    /// <summary>Attention over the places of a frame, then over the frames of a place: a 2 x 2 grid of mean colours, without anything around.</summary>
    private sealed class FactorisedExtractor : Extractor
    {
        private readonly MultiHeadAttention _space, _time;

        public FactorisedExtractor(Engine engine)
            : base(engine)
        {
            _space = Register("space", new MultiHeadAttention(engine, 3, 1));
            _time = Register("time", new MultiHeadAttention(engine, 3, 1));
        }

        public override int Width => 3;

        public override IReadOnlyList<AttentionLayer> AttentionLayers =>
            [new("space", _space, 2, 2, AttentionSpan.Space), new("time", _time, 2, 2, AttentionSpan.Time)];

        public override long MultiplyAdds(int frames, int size) => 0;

        public double[,,] SpaceWeights(float[] values) => WeightsOf(_space, values);

        public double[,,] TimeWeights(float[] values) => WeightsOf(_time, values);

        protected override Tensor Extract(Tensor clips)
        {
            var (batch, frames) = (clips.Shape[0], clips.Shape[1]);
            // Far apart in value, so that attention is not nearly even.
            var x = clips.ScaleShift(40, -20).Reshape(batch * frames, 3, 32, 32).AveragePool([16, 16]).ScaleShift(10, 0);
            x = _space.Forward(x.Reshape(batch * frames, 3, 4).Permute(0, 2, 1));                               // [BT, 4, 3]
            x = x.Reshape(batch, frames, 4, 3).Permute(0, 2, 1, 3).Reshape(batch * 4, frames, 3);               // [B4, T, 3]
            return _time.Forward(x).Reshape(batch, 4, frames, 3).Mean([1]);                                     // [B, T, 3]
        }

        private double[,,] WeightsOf(MultiHeadAttention attention, float[] values)
        {
            var copy = new double[8, 4, 4];
            attention.ObserveWeights(w =>
            {
                var flat = w.ToArray();
                for (var i = 0; i < flat.Length; i++)
                    copy[i / 16, i / 4 % 4, i % 4] = flat[i];
            });
            using var scope = Engine.BeginScope();
            Forward(Engine.From(values, 2, 4, 3, 32, 32));
            attention.ObserveWeights(null);
            return copy;
        }
    }
}
