using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural.Tests;

/// <summary>One parameter, one counter, an optional child of the same kind: enough to test what every module does.</summary>
internal sealed class TinyModule : Layer
{
    private readonly TinyModule? _child;

    public TinyModule(Engine engine, int size, TinyModule? child = null)
        : base(engine)
    {
        Weight = RegisterParameter("weight", new Shape(size, 2), Initializers.FanInUniform);
        Seen = RegisterBuffer("seen", Shape.Scalar, 0, StoredType.I64);
        if (child is not null)
            _child = Register("child", child);
    }

    public Tensor Weight { get; }

    public Tensor Seen { get; }

    protected override Tensor Apply(Tensor x)
    {
        var y = x.Relu();
        return _child is null ? y : _child.Forward(y);
    }
}
