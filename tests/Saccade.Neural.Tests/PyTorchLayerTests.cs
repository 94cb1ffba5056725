using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Neural.Tests;

/// <summary>Layers beside their twins in PyTorch 1.13, values and gradients (tests/golden/make_layers.py).</summary>
public class PyTorchLayerTests
{
    [Fact]
    public void A_pre_norm_encoder_with_gelu_agrees_with_pytorch() => Agrees(
        "gelu_encoder",
        engine => new TransformerEncoder(engine, 2, new TransformerOptions
        {
            Width = 16, Heads = 4, FeedForward = 32, Dropout = 0, NormFirst = true, Activation = Activation.Gelu,
        }),
        (encoder, engine) => (encoder.Forward(Golden.Values(engine, 100, 2, 5, 16)), []));

    [Fact]
    public void Cross_attention_agrees_with_pytorch() => Agrees(
        "cross_attention",
        engine => new MultiHeadAttention(engine, 16, 4),
        (attention, engine) =>
        {
            var queries = Golden.Values(engine, 101, 2, 3, 16).RequireGradient();
            var memory = Golden.Values(engine, 102, 2, 5, 16).RequireGradient();
            return (attention.Forward(queries, memory, new AttentionMask(engine.From([1, 1, 1, 1, 1, 1, 1, 1, 0, 0], 2, 5))), [queries, memory]);
        });

    [Fact]
    public void An_embedding_agrees_with_pytorch() => Agrees(
        "embedding",
        engine => new Embedding(engine, 7, 6),
        (embedding, engine) => (embedding.Forward(engine.From([3, 0, 6, 3, 3, 1], 2, 3)), []));

    [Theory]
    [InlineData("gelu", Activation.Gelu)]
    [InlineData("silu", Activation.Silu)]
    public void Activations_within_convolution_and_linear_agree_with_pytorch(string name, Activation activation) => Agrees(
        name,
        engine => new ConvolutionAndLinear(engine, activation),
        (model, engine) => (model.Forward(Golden.Values(engine, 103, 2, 3, 5, 5)), []));

    /// <summary>The loss is the sum of the output times the formula with salt 200.</summary>
    private static void Agrees<T>(string name, Func<Engine, T> make, Func<T, Engine, (Tensor Output, Tensor[] Inputs)> run)
        where T : Module
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var golden = SafetensorsFile.Open(Golden.File("layers.safetensors"));
        var module = make(engine);
        Golden.Fill(module);
        using var step = engine.BeginStep(0);
        var (output, inputs) = run(module, engine);
        Golden.Compare(golden, name, output.AsSpan(), 1e-5);
        output.Backward(Golden.Values(engine, 200, [.. Enumerable.Range(0, output.Shape.Rank).Select(i => output.Shape[i])]));
        var names = golden.Tensors.Where(t => t.Name.StartsWith(name + ".gradient.", StringComparison.Ordinal)).Select(t => t.Name).ToHashSet();
        Assert.Equal(names.Count, module.Parameters().Count);
        foreach (var (parameter, tensor, _) in module.Parameters())
            Golden.Compare(golden, $"{name}.gradient.{parameter}", tensor.Gradient!.AsSpan(), 1e-5);
        for (var i = 0; i < inputs.Length; i++)
            Golden.Compare(golden, $"{name}.input.{i}", inputs[i].Gradient!.AsSpan(), 1e-5);
    }

    /// <summary>Named as the nn.Sequential of make_layers.py, whose layers 1, 2 and 4 have no parameters.</summary>
    private sealed class ConvolutionAndLinear : Layer
    {
        private readonly Convolution _convolution;
        private readonly Linear _linear;

        public ConvolutionAndLinear(Engine engine, Activation activation)
            : base(engine)
        {
            _convolution = Register("0", new Convolution(engine, 3, 6, [3, 3], new() { Padding = [1], Activation = activation }));
            _linear = Register("3", new Linear(engine, 150, 4, activation: activation));
        }

        protected override Tensor Apply(Tensor x) => _linear.Forward(_convolution.Forward(x).Reshape(x.Shape[0], -1));
    }
}
