using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>Two convolutions of 3 x 3 beside the identity (He et al. 2016), with group norms, which leave a picture independent of its neighbours in the batch.</summary>
public sealed class ResidualBlock : Layer
{
    private const int ChannelsPerGroup = 8;

    private readonly Convolution _first, _second;
    private readonly GroupNorm _firstNorm, _secondNorm;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="channels">Of input and output, a multiple of 8.</param>
    public ResidualBlock(Engine engine, int channels)
        : base(engine)
    {
        var options = new ConvolutionOptions { Padding = [1] };
        _first = Register("conv1", new Convolution(engine, channels, channels, [3, 3], options, bias: false));
        _firstNorm = Register("norm1", new GroupNorm(engine, channels / ChannelsPerGroup, channels, Activation.Relu));
        _second = Register("conv2", new Convolution(engine, channels, channels, [3, 3], options, bias: false));
        _secondNorm = Register("norm2", new GroupNorm(engine, channels / ChannelsPerGroup, channels));
    }

    /// <summary>x [N, channels, H, W] -> the same shape</summary>
    protected override Tensor Apply(Tensor x) => _secondNorm.Forward(_second.Forward(_firstNorm.Forward(_first.Forward(x)))).AddRelu(x);

    /// <summary>Multiply-adds for each of the <paramref name="pixels"/>.</summary>
    public static long MultiplyAdds(long pixels, long channels) => pixels * 2 * 9 * channels * channels;
}
