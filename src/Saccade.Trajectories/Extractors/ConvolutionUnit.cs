using Saccade.Neural;
using Saccade.Tensors;

namespace Saccade.Trajectories.Extractors;

/// <summary>
/// A 3-D convolution without bias, its norm and (unless told otherwise) a ReLU: what the convolutional extractors are made of. Padding of
/// half the window keeps an extent, or divides it by the stride, rounded up. Named <c>conv</c> and <c>norm</c>.
/// </summary>
internal sealed class ConvolutionUnit : Layer
{
    // Channels of a group where they divide into such; else the largest number below it that divides both.
    private const int GroupChannels = 8;

    private readonly Convolution _convolution;
    private readonly Layer _norm;
    private readonly long _weights;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="kernel">The window in time, height and width; odd.</param>
    /// <param name="stride">Its steps.</param>
    /// <param name="norm">What is normalised by.</param>
    /// <param name="activation">Applied with the norm.</param>
    public ConvolutionUnit(
        Engine engine, int inputs, int outputs, Extent3 kernel, Extent3 stride, Normalization norm, Activation activation = Activation.Relu)
        : base(engine)
    {
        _weights = (long)inputs * outputs * kernel.Volume;
        _convolution = Register("conv", new Convolution(
            engine, inputs, outputs, [kernel.Depth, kernel.Height, kernel.Width],
            new()
            {
                Stride = [stride.Depth, stride.Height, stride.Width],
                Padding = [kernel.Depth / 2, kernel.Height / 2, kernel.Width / 2],
            },
            bias: false));
        _norm = Register<Layer>("norm", norm == Normalization.Batch
            ? new BatchNorm(engine, outputs, activation)
            : new GroupNorm(engine, outputs / GreatestCommonDivisor(outputs, GroupChannels), outputs, activation));
    }

    /// <summary>Multiply-adds for results at this many places.</summary>
    public long MultiplyAdds(long places) => places * _weights;

    /// <summary>x [B, inputs, T, H, W] -> [B, outputs, T', H', W']</summary>
    protected override Tensor Apply(Tensor x) => _norm.Forward(_convolution.Forward(x));

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
