using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>Convolution over one, two or three axes, with the names and initial weights of torch.nn.Conv1d, Conv2d and Conv3d.</summary>
public sealed class Convolution : Layer
{
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly ConvolutionOptions _options;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="kernel">The window, with one extent for each spatial axis: [3, 3] for pictures, [3, 3, 3] for video.</param>
    /// <param name="options">Steps, padding, groups and activation.</param>
    /// <param name="bias">Add one number per output channel; false before a batch norm, which would take it away again.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public Convolution(
        Engine engine, int inputs, int outputs, ReadOnlySpan<int> kernel, ConvolutionOptions? options = null, bool bias = true)
        : base(engine)
    {
        _options = options ?? ConvolutionOptions.Default;
        if (inputs % _options.Groups != 0 || outputs % _options.Groups != 0)
            throw new ArgumentException($"{_options.Groups} groups do not divide {inputs} input and {outputs} output channels.", nameof(options));
        var weight = new Shape([outputs, inputs / _options.Groups, .. kernel]);
        _weight = RegisterParameter("weight", weight, Initializers.FanInUniform);
        _bias = bias ? RegisterParameter("bias", new Shape(outputs), Initializers.BiasFor(weight.Product(1, weight.Rank))) : null;
    }

    /// <summary>x [N, inputs, ..] -> [N, outputs, ..]</summary>
    protected override Tensor Apply(Tensor x) => x.Convolution(_weight, _bias, _options);
}
