using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Neural.Tests.WholeModels;

public class WholeModelTests
{
    [Fact]
    public void An_encoder_with_dropout_trains_to_the_same_bytes_on_any_number_of_threads() =>
        ModelUnderTest.TrainsToTheSameBytesOnAnyNumberOfThreads(Encoder, 6, 33, 64);

    [Fact]
    public void A_convolution_model_trains_to_the_same_bytes_on_any_number_of_threads() =>
        ModelUnderTest.TrainsToTheSameBytesOnAnyNumberOfThreads(Convolutions, 5, 3, 31, 33);

    [Fact]
    public void ResNet_18_trains_to_the_same_bytes_on_any_number_of_threads() =>
        ModelUnderTest.TrainsToTheSameBytesOnAnyNumberOfThreads(ResNet, 4, 3, 32, 32);

    [Fact]
    public void A_row_of_an_encoder_does_not_depend_on_its_batch() => ModelUnderTest.GivesARowTheSameResultAlone(Encoder, 33, 64);

    [Fact]
    public void A_row_of_a_convolution_model_does_not_depend_on_its_batch() => ModelUnderTest.GivesARowTheSameResultAlone(Convolutions, 3, 31, 33);

    [Fact]
    public void A_row_of_ResNet_18_does_not_depend_on_its_batch() => ModelUnderTest.GivesARowTheSameResultAlone(ResNet, 3, 32, 32);

    [Fact]
    public void A_loss_on_the_attention_weights_of_an_encoder_moves_them()
    {
        using var engine = new Engine(new EngineOptions { Seed = 1 });
        var encoder = new TransformerEncoder(engine, 2, new TransformerOptions { Width = 16, Heads = 2, FeedForward = 32, Dropout = 0 });
        encoder.Initialize();
        var optimiser = new AdamW(encoder, new AdamOptions { WeightDecay = 0 });
        var x = Golden.Values(engine, 1, 3, 8, 16);
        float before = 0, after = 0;
        for (var step = 0; step < 30; step++)
        {
            using var scope = engine.BeginStep(step);
            var weights = new List<Tensor>();
            encoder.Forward(x, default, weights);
            Assert.Equal(2, weights.Count);
            // The share of the first layer's attention that goes to the first two of eight tokens: 2/8 when it looks anywhere.
            var share = weights[0].Slice(3, 0, 2).Sum([3]).Mean();
            after = share.Item();
            before = step == 0 ? after : before;
            share.Negate().Backward();
            optimiser.Update(1e-2);
        }
        Assert.InRange(before, 0.1f, 0.4f);
        Assert.True(after > 2 * before, $"The share of attention went from {before} to {after}.");
    }

    internal static (Module Model, Func<Tensor, Tensor> Forward) Encoder(Engine engine)
    {
        var model = new TransformerEncoder(engine, 2, new TransformerOptions { Width = 64, Heads = 4, FeedForward = 96, Dropout = 0.1f });
        return (model, model.Forward);
    }

    internal static (Module Model, Func<Tensor, Tensor> Forward) Convolutions(Engine engine)
    {
        var model = new ConvolutionModel(engine);
        return (model, model.Forward);
    }

    private static (Module Model, Func<Tensor, Tensor> Forward) ResNet(Engine engine)
    {
        var model = new ResNet18(engine, classes: 10);
        return (model, model.Forward);
    }
}
