using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural.Tests;

/// <summary>The model <c>Convolutions</c> of tests/golden/make_models.py.</summary>
internal sealed class ConvolutionModel : Layer
{
    private readonly Convolution _conv1;
    private readonly BatchNorm _bn1;
    private readonly Convolution _conv2;
    private readonly Linear _head;

    public ConvolutionModel(Engine engine)
        : base(engine)
    {
        _conv1 = Register("conv1", new Convolution(engine, 3, 6, [3, 3], new ConvolutionOptions { Stride = [2], Padding = [1] }, bias: false));
        _bn1 = Register("bn1", new BatchNorm(engine, 6, Activation.Relu));
        _conv2 = Register("conv2", new Convolution(engine, 6, 6, [3, 3], new ConvolutionOptions { Padding = [1], Groups = 6, Activation = Activation.Relu }));
        _head = Register("head", new Linear(engine, 6, 4));
    }

    /// <summary>x [N, 3, H, W] -> [N, 4]</summary>
    protected override Tensor Apply(Tensor x)
    {
        var y = _conv2.Forward(_bn1.Forward(_conv1.Forward(x)));
        return _head.Forward(y.GlobalAveragePool());
    }
}
