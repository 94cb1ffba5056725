using Saccade.Tensors;

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
}
