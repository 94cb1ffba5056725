using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>
/// ResNet-18 (He, Zhang, Ren and Sun 2016), with torchvision's names, so that its weights fit:
/// conv1, bn1, layer1..layer4 of two basic blocks each (conv1, bn1, conv2, bn2, downsample.0, downsample.1), fc. 11,689,512 parameters
/// with 1,000 classes.
/// </summary>
public sealed class ResNet18 : Layer
{
    private static readonly int[] Widths = [64, 128, 256, 512];

    private readonly Convolution _stem;
    private readonly BatchNorm _stemNorm;
    private readonly IReadOnlyList<Sequential> _stages;
    private readonly Linear? _classifier;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="classes">Extent of the logits; 0: features alone, without <c>fc</c>.</param>
    public ResNet18(Engine engine, int classes = 1000)
        : base(engine)
    {
        _stem = Register("conv1", new Convolution(engine, 3, 64, [7, 7], new ConvolutionOptions { Stride = [2], Padding = [3] }, bias: false));
        _stemNorm = Register("bn1", new BatchNorm(engine, 64, Activation.Relu));
        var inputs = 64;
        var stages = new List<Sequential>();
        foreach (var width in Widths)
        {
            var stride = width == 64 ? 1 : 2;
            var stage = new Sequential(engine, new BasicBlock(engine, inputs, width, stride), new BasicBlock(engine, width, width, 1));
            stages.Add(Register($"layer{stages.Count + 1}", stage));
            inputs = width;
        }
        _stages = stages;
        _classifier = classes > 0 ? Register("fc", new Linear(engine, inputs, classes)) : null;
    }

    /// <summary>Pooled features. x [N, 3, H, W] -> [N, 512]</summary>
    public Tensor Features(Tensor x)
    {
        x = _stemNorm.Forward(_stem.Forward(x));                // [N, 64, H/2, W/2]
        x = x.MaxPool([3, 3], [2, 2], [1, 1]);                  // [N, 64, H/4, W/4]
        foreach (var stage in _stages)
            x = stage.Forward(x);                               // .. [N, 512, H/32, W/32]
        return x.GlobalAveragePool();
    }

    /// <summary>Logits, or features where there is no <c>fc</c>. x [N, 3, H, W] -> [N, classes]</summary>
    protected override Tensor Apply(Tensor x) => _classifier?.Forward(Features(x)) ?? Features(x);
}

/// <summary>Two 3x3 convolutions around which the input, brought to the same shape where needed, goes straight on.</summary>
internal sealed class BasicBlock : Layer
{
    private readonly Convolution _first;
    private readonly BatchNorm _firstNorm;
    private readonly Convolution _second;
    private readonly BatchNorm _secondNorm;
    private readonly Sequential? _downsample;

    public BasicBlock(Engine engine, int inputs, int outputs, int stride)
        : base(engine)
    {
        _first = Register("conv1", new Convolution(engine, inputs, outputs, [3, 3], new ConvolutionOptions { Stride = [stride], Padding = [1] }, bias: false));
        _firstNorm = Register("bn1", new BatchNorm(engine, outputs, Activation.Relu));
        _second = Register("conv2", new Convolution(engine, outputs, outputs, [3, 3], new ConvolutionOptions { Padding = [1] }, bias: false));
        _secondNorm = Register("bn2", new BatchNorm(engine, outputs));
        if (stride != 1 || inputs != outputs)
            _downsample = Register("downsample", new Sequential(
                engine,
                new Convolution(engine, inputs, outputs, [1, 1], new ConvolutionOptions { Stride = [stride] }, bias: false),
                new BatchNorm(engine, outputs)));
    }

    /// <summary>x [N, inputs, H, W] -> [N, outputs, H/stride, W/stride]</summary>
    protected override Tensor Apply(Tensor x)
    {
        var y = _secondNorm.Forward(_second.Forward(_firstNorm.Forward(_first.Forward(x))));
        return y.AddRelu(_downsample?.Forward(x) ?? x);
    }
}
