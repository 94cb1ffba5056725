using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Neural.Tests;

public class LayerTests
{
    [Fact]
    public void Linear_and_convolution_have_the_names_and_shapes_of_pytorch()
    {
        using var engine = new Engine();
        var model = new Sequential(
            engine,
            new Convolution(engine, 4, 6, [3, 3, 3], new ConvolutionOptions { Groups = 2, Stride = [1, 2, 2], Padding = [1] }, bias: false),
            new Convolution(engine, 6, 8, [1, 1, 1]),
            new Linear(engine, 5, 7));
        Assert.Equal(
            ["0.weight [6, 2, 3, 3, 3]", "1.weight [8, 6, 1, 1, 1]", "1.bias [8]", "2.weight [7, 5]", "2.bias [7]"],
            model.Parameters().Select(p => $"{p.Name} {p.Tensor.Shape}"));
        model.Initialize();
        using var scope = engine.BeginScope();
        Assert.Equal(new Shape(2, 8, 3, 5, 7), model.Forward(engine.Full(new Shape(2, 4, 3, 10, 10), 1)).Shape);
    }

    [Fact]
    public void Groups_that_do_not_divide_the_channels_are_refused()
    {
        using var engine = new Engine();
        Assert.Throws<ArgumentException>(() => new Convolution(engine, 4, 6, [3], new ConvolutionOptions { Groups = 3 }));
    }

    [Fact]
    public void Batch_norm_counts_batches_and_moves_its_statistics_only_while_training()
    {
        using var engine = new Engine();
        var norm = new BatchNorm(engine, 2);
        norm.Initialize();
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], norm.State().Select(s => s.Name));
        using var scope = engine.BeginScope();
        var x = engine.From([1f, 2, 3, 6], 2, 2);
        norm.Forward(x);
        Assert.Equal(1, norm.State()[4].Tensor.Item());
        Assert.Equal([0.2f, 0.4f], norm.State()[2].Tensor.ToArray());
        norm.SetTraining(false);
        norm.Forward(x);
        Assert.Equal(1, norm.State()[4].Tensor.Item());
        Assert.Equal([0.2f, 0.4f], norm.State()[2].Tensor.ToArray());
    }

    [Fact]
    public void Layer_norm_with_a_residual_is_the_norm_of_the_sum()
    {
        using var engine = new Engine();
        var norm = new LayerNorm(engine, 4);
        norm.Initialize();
        using var scope = engine.BeginScope();
        var x = engine.From([1f, 2, 3, 6], 1, 4);
        Assert.Equal(norm.Forward(engine.From([2f, 4, 6, 12], 1, 4)).ToArray(), norm.Forward(x, x, dropout: 0).ToArray());
    }

    [Fact]
    public void Group_norm_of_one_group_normalises_each_sample()
    {
        using var engine = new Engine();
        var norm = new GroupNorm(engine, 1, 2);
        norm.Initialize();
        using var scope = engine.BeginScope();
        var y = norm.Forward(engine.From([1f, 3, 5, 5, 7, 9], 1, 2, 3)).ToArray();
        Assert.Equal(0, y.Sum(), 1e-5f);
        Assert.Equal(6, y.Sum(v => v * v), 1e-4f);
    }

    [Fact]
    public void Attention_gives_the_same_gradients_with_and_without_its_weights()
    {
        using var engine = new Engine();
        var attention = new MultiHeadAttention(engine, 8, 2);
        attention.Initialize();
        var x = Golden.Values(engine, 3, 2, 5, 8);
        // Memory that comes back from earlier use holds anything; here it holds NaN.
        using (engine.BeginStep(0))
            for (var i = 0; i < 20; i++)
                engine.Full(new Shape(2, 5, 24), float.NaN);
        var gradients = new List<float[]>();
        foreach (var weights in new List<Tensor>?[] { null, [] })
        {
            using var step = engine.BeginStep(1);
            var y = attention.Forward(x, new AttentionMask(Causal: true), weights);
            y.Backward(engine.Full(y.Shape, 1));
            gradients.Add(attention.Parameters()[0].Tensor.Gradient!.ToArray());
            attention.Parameters()[0].Tensor.Gradient!.AsSpan().Clear();
            Assert.All(weights ?? [], map => Assert.Equal(new Shape(2, 2, 5, 5), map.Shape));
        }
        Assert.All(gradients[0].Zip(gradients[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Dropout_in_a_transformer_layer_acts_only_while_training()
    {
        using var engine = new Engine();
        var layer = new TransformerEncoderLayer(engine, new TransformerOptions { Width = 8, Heads = 2, FeedForward = 16, Dropout = 0.5f });
        layer.Initialize();
        var x = Golden.Values(engine, 3, 2, 5, 8);
        using var step = engine.BeginStep(0);
        Assert.NotEqual(layer.Forward(x).ToArray(), layer.Forward(x).ToArray());
        layer.SetTraining(false);
        Assert.Equal(layer.Forward(x).ToArray(), layer.Forward(x).ToArray());
    }

    [Fact]
    public void Attention_with_a_cache_gives_what_the_whole_sequence_gives_at_once()
    {
        using var engine = new Engine();
        var attention = new MultiHeadAttention(engine, 8, 2, dropout: 0.5f);
        attention.Initialize();
        attention.SetTraining(false);
        using var scope = engine.BeginScope();
        var x = Golden.Values(engine, 3, 2, 5, 8);
        var keys = engine.From([1, 1, 1, 1, 1, 0, 1, 1, 1, 1], 2, 5);
        var whole = attention.Forward(x, new AttentionMask(keys, Causal: true));
        var cache = attention.NewCache(samples: 2, capacity: 5);
        // Two steps, then one, then two.
        foreach (var (start, count) in new[] { (0, 2), (2, 1), (3, 2) })
        {
            int[] seen = [.. Enumerable.Range(0, 2).SelectMany(n => keys.AsSpan().Slice(n * 5, start + count).ToArray())];
            var steps = attention.Forward(Steps(x, start, count), cache, engine.From(seen, 2, start + count));
            Assert.All(Steps(whole, start, count).ToArray().Zip(steps.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }

        static Tensor Steps(Tensor x, int start, int count) => Tensors.Operations.SliceOperation.Slice(x, 1, start, count);
    }

    [Fact]
    public void Cross_attention_gives_its_weights_and_refuses_a_causal_mask()
    {
        using var engine = new Engine();
        var attention = new MultiHeadAttention(engine, 8, 2);
        attention.Initialize();
        using var scope = engine.BeginScope();
        Tensor queries = Golden.Values(engine, 3, 2, 3, 8), memory = Golden.Values(engine, 4, 2, 5, 8);
        var weights = new List<Tensor>();
        var watched = attention.Forward(queries, memory, default, weights);
        Assert.Equal(new Shape(2, 2, 3, 5), weights.Single().Shape);
        Assert.All(attention.Forward(queries, memory, default).ToArray().Zip(watched.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Throws<ArgumentException>(() => attention.Forward(queries, memory, new AttentionMask(Causal: true)));
    }

    [Fact]
    public void Drop_path_drops_whole_samples_and_only_while_training()
    {
        using var engine = new Engine();
        var layer = new DropPath(engine, 0.5f);
        using var step = engine.BeginStep(0);
        var x = engine.Full(new Shape(64, 3), 1);
        var rows = layer.Forward(x).ToArray().Chunk(3).ToArray();
        Assert.All(rows, row => Assert.True(row.All(v => v == row[0]) && row[0] is 0 or 2));
        Assert.InRange(rows.Count(row => row[0] == 0), 16, 48);
        layer.SetTraining(false);
        Assert.Equal(x.ToArray(), layer.Forward(x).ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_encoder_skips_later_blocks_more_often(bool normFirst)
    {
        using var engine = new Engine();
        var options = new TransformerOptions { Width = 8, Heads = 2, FeedForward = 16, Dropout = 0, NormFirst = normFirst, DropPath = 0.9f };
        var encoder = new TransformerEncoder(engine, 2, options);
        encoder.Initialize();
        var first = new List<float[]>();
        encoder.Observe((name, output) =>
        {
            if (name == "layers.0")
                first.Add(output.ToArray());
        });
        var x = Golden.Values(engine, 3, 2, 5, 8);
        using var step = engine.BeginStep(0);
        var outputs = Enumerable.Range(0, 8).Select(_ => encoder.Forward(x).ToArray()).ToArray();
        Assert.All(first, output => Assert.Equal(first[0], output));
        Assert.Contains(outputs, output => !output.SequenceEqual(outputs[0]));
        encoder.SetTraining(false);
        Assert.Equal(encoder.Forward(x).ToArray(), encoder.Forward(x).ToArray());
    }
}
