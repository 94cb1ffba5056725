using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests;

/// <summary>Inputs that nobody means to give: no samples, no numbers, shapes beyond any memory.</summary>
public class HostileUseTests
{
    private static readonly AttentionOptions TwoHeads = new() { Heads = 2 };

    private static readonly Dictionary<string, Func<Engine, Tensor, Tensor>> OnImages = new()
    {
        ["convolution"] = (engine, x) => x.Convolution(Parameter(engine, 6, 4, 3, 3), Parameter(engine, 6), new ConvolutionOptions { Padding = [1], Activation = Activation.Relu }),
        ["strided"] = (engine, x) => x.Convolution(Parameter(engine, 6, 4, 3, 3), null, new ConvolutionOptions { Stride = [2] }),
        ["max_pool"] = (_, x) => x.MaxPool([2, 2]),
        ["average_pool"] = (_, x) => x.GlobalAveragePool(),
        ["group_norm"] = (engine, x) => x.GroupNorm(2, Parameter(engine, 4), Parameter(engine, 4)),
        ["batch_norm_evaluation"] = (engine, x) => x.BatchNorm(Parameter(engine, 4), Parameter(engine, 4), engine.Zeros(4), engine.Full(new Shape(4), 1), training: false),
        ["resize"] = (_, x) => x.ResizeBilinear(3, 5),
        ["relu"] = (_, x) => x.Relu(),
        ["gelu"] = (_, x) => x.Gelu(),
        ["add"] = (engine, x) => x.Add(Parameter(engine, 4, 1, 1)),
        ["permute"] = (_, x) => x.Permute(0, 2, 3, 1),
        ["concat"] = (_, x) => new[] { x, x }.Concat(1),
        ["sum"] = (_, x) => x.Sum([1]),
        ["sum_of_all"] = (_, x) => x.Sum(),
        ["dropout"] = (_, x) => x.Dropout(0.5f),
    };

    private static readonly Dictionary<string, Func<Engine, Tensor, Tensor>> OnTokens = new()
    {
        ["linear"] = (engine, x) => x.Linear(Parameter(engine, 5, 24), Parameter(engine, 5), Activation.Relu),
        ["mat_mul"] = (engine, x) => x.MatMul(Parameter(engine, 24, 5)),
        ["layer_norm"] = (engine, x) => x.LayerNorm(Parameter(engine, 24), Parameter(engine, 24)),
        ["residual_layer_norm"] = (engine, x) => x.ResidualLayerNorm(x, Parameter(engine, 24), Parameter(engine, 24), 0.1f),
        ["softmax"] = (_, x) => x.Softmax(),
        ["log_softmax"] = (_, x) => x.LogSoftmax(),
        ["attention"] = (_, x) => x.Attention(TwoHeads),
        ["attention_with_weights"] = (_, x) => x.AttentionWithWeights(TwoHeads).Output,
    };

    public static TheoryData<string> ImageOperations => [.. OnImages.Keys];

    public static TheoryData<string> TokenOperations => [.. OnTokens.Keys];

    [Theory]
    [MemberData(nameof(ImageOperations))]
    public void An_empty_batch_of_images_gives_an_empty_result(string operation) => IsEmpty(OnImages[operation], new Shape(0, 4, 8, 8));

    [Theory]
    [MemberData(nameof(TokenOperations))]
    public void An_empty_batch_of_tokens_gives_an_empty_result(string operation) => IsEmpty(OnTokens[operation], new Shape(0, 7, 24));

    [Fact]
    public void Batch_norm_cannot_measure_an_empty_batch()
    {
        using var engine = new Engine();
        var (mean, variance) = (engine.Zeros(4), engine.Full(new Shape(4), 1));
        Assert.Throws<ArgumentException>(() => engine.Zeros(0, 4, 8, 8).BatchNorm(null, null, mean, variance, training: true));
        Assert.Equal([1, 1, 1, 1], variance.ToArray());
    }

    [Theory]
    [MemberData(nameof(TokenOperations))]
    public void Not_a_number_is_not_lost(string operation)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var step = engine.BeginStep(0);
        var x = GoldenFile.Tensor(engine, 1, 2, 7, 24);
        x.AsSpan()[3] = float.NaN;
        var y = OnTokens[operation](engine, x).ToArray();
        Assert.Contains(y[..(y.Length / 2)], float.IsNaN);
        Assert.DoesNotContain(y[(y.Length / 2)..], float.IsNaN);
    }

    [Theory]
    [InlineData("convolution")]
    [InlineData("strided")]
    [InlineData("max_pool")]
    [InlineData("average_pool")]
    [InlineData("group_norm")]
    [InlineData("relu")]
    [InlineData("gelu")]
    public void Not_a_number_in_an_image_is_not_lost(string operation)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var step = engine.BeginStep(0);
        var x = GoldenFile.Tensor(engine, 1, 2, 4, 8, 8);
        x.AsSpan()[9] = float.NaN;
        var y = OnImages[operation](engine, x).ToArray();
        Assert.Contains(y[..(y.Length / 2)], float.IsNaN);
        Assert.DoesNotContain(y[(y.Length / 2)..], float.IsNaN);
    }

    [Fact]
    public void Shapes_beyond_the_limit_are_refused_before_memory_is_asked_for()
    {
        using var engine = new Engine();
        Assert.Throws<ArgumentException>(() => engine.Zeros(65536, 65536));
        Assert.Throws<ArgumentException>(() => engine.Zeros(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue));
        Assert.Throws<ArgumentException>(() => engine.Zeros(-1));
        Assert.Throws<ArgumentException>(() => engine.Zeros(4).Reshape(-1, 0));
        Assert.Throws<ArgumentException>(() => engine.Zeros(1, 1 << 12).Expand(new Shape(1 << 20, 1 << 12)));
        Assert.Equal(0, engine.Zeros(int.MaxValue, 0, int.MaxValue).Count);
    }

    private static Tensor Parameter(Engine engine, params int[] extents) => GoldenFile.Tensor(engine, 7, extents).RequireGradient();

    private static void IsEmpty(Func<Engine, Tensor, Tensor> operation, Shape shape)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var step = engine.BeginStep(0);
        var x = engine.Zeros(shape).RequireGradient();
        var y = operation(engine, x);
        Assert.All(y.ToArray(), value => Assert.Equal(0, value));
        if (y.Shape.Rank > 0)
            Assert.Equal(0, y.Shape[0]);
        y.Backward(engine.Full(y.Shape, 1));
        Assert.Equal(0, x.Gradient!.Count);
    }
}
