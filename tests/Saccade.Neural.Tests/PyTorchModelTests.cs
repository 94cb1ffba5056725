using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Neural.Tests;

/// <summary>Two small models beside their twins in PyTorch 1.13 (tests/golden/make_models.py).</summary>
public class PyTorchModelTests
{
    private const int Steps = 10;

    [Fact]
    public void A_convolution_model_trains_as_in_pytorch()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var golden = SafetensorsFile.Open(Golden.File("convolution.safetensors"));
        var model = new ConvolutionModel(engine);
        Golden.Fill(model);
        var x = Golden.Values(engine, 101, 4, 3, 9, 9);
        TrainAgrees(model, () => model.Forward(x), [0, 1, 2, 3], golden);
        model.SetTraining(false);
        using var scope = engine.BeginScope();
        Golden.Compare(golden, "evaluation_after_training", model.Forward(x).AsSpan(), 1e-4);
    }

    [Fact]
    public void Weights_of_a_convolution_model_travel_both_ways()
    {
        using var engine = new Engine();
        using var golden = SafetensorsFile.Open(Golden.File("convolution.safetensors"));
        var model = new ConvolutionModel(engine);
        TravelBothWays(model, "convolution_weights.safetensors");
        model.SetTraining(false);
        using var scope = engine.BeginScope();
        Golden.Compare(golden, "evaluation", model.Forward(Golden.Values(engine, 101, 4, 3, 9, 9)).AsSpan(), 1e-5);
    }

    [Fact]
    public void A_transformer_encoder_trains_as_in_pytorch()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var golden = SafetensorsFile.Open(Golden.File("encoder.safetensors"));
        var model = new EncoderModel(engine, normFirst: false);
        Golden.Fill(model);
        var x = Golden.Values(engine, 100, 2, 5, 16);
        TrainAgrees(model, () => model.Forward(x), [.. Enumerable.Range(0, 10).Select(i => i * 7 % 3)], golden);
    }

    [Fact]
    public void A_pre_norm_encoder_agrees_with_pytorch()
    {
        using var engine = new Engine();
        using var golden = SafetensorsFile.Open(Golden.File("encoder.safetensors"));
        var model = new EncoderModel(engine, normFirst: true);
        Golden.Fill(model);
        using var scope = engine.BeginScope();
        Golden.Compare(golden, "pre_norm", model.Forward(Golden.Values(engine, 100, 2, 5, 16)).AsSpan(), 1e-5);
    }

    [Fact]
    public void Weights_of_an_encoder_travel_both_ways_and_padded_tokens_are_not_attended_to()
    {
        using var engine = new Engine();
        using var golden = SafetensorsFile.Open(Golden.File("encoder.safetensors"));
        var model = new EncoderModel(engine, normFirst: false);
        TravelBothWays(model, "encoder_weights.safetensors");
        using var scope = engine.BeginScope();
        Golden.Compare(golden, "padded", model.Forward(Golden.Values(engine, 100, 2, 5, 16), new AttentionMask(engine.From([1, 1, 1, 1, 1, 1, 1, 1, 0, 0], 2, 5))).AsSpan(), 1e-5);
    }

    /// <summary>Loads the file that PyTorch's state dict was written to, writes it again, and expects the same bytes.</summary>
    private static void TravelBothWays(Module model, string name)
    {
        using var folder = new TemporaryFolder();
        model.LoadWeights(Golden.File(name));
        model.SaveWeights(folder[name]);
        Assert.Equal(File.ReadAllBytes(Golden.File(name)), File.ReadAllBytes(folder[name]));
    }

    private static void TrainAgrees(Module model, Func<Tensor> forward, int[] labels, SafetensorsFile golden)
    {
        var optimiser = new AdamW(model, new AdamOptions { WeightDecay = 0.05, ClipNorm = 0.5 });
        var losses = new float[Steps];
        for (var step = 0; step < Steps; step++)
        {
            using var scope = model.Engine.BeginStep(step);
            var y = forward();
            var output = step == 0 ? y.ToArray() : [];
            var loss = y.CrossEntropy(model.Engine.From(labels, labels.Length));
            loss.Backward();
            if (step == 0)
            {
                Golden.Compare(golden, "output", output, 1e-5);
                foreach (var (name, tensor, _) in model.Parameters())
                    Golden.Compare(golden, "gradient." + name, tensor.Gradient!.AsSpan(), 1e-5);
            }
            losses[step] = loss.Item();
            optimiser.Update(3e-3);
        }
        Golden.Compare(golden, "losses", losses, 2e-5);
    }
}
