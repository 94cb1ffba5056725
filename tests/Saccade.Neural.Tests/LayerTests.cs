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
}
