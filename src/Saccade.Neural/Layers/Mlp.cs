using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>Two linear layers with a non-linearity and dropout between them: the usual head of a model, named <c>fc1</c> and <c>fc2</c>.</summary>
public sealed class Mlp : Layer
{
    private readonly Linear _first;
    private readonly Linear _second;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="inputs">Extent of the input's last axis.</param>
    /// <param name="hidden">Extent between the layers.</param>
    /// <param name="outputs">Extent of the output's last axis.</param>
    /// <param name="activation">The non-linearity.</param>
    /// <param name="dropout">The probability that a hidden element is dropped while training.</param>
    public Mlp(Engine engine, int inputs, int hidden, int outputs, Activation activation = Activation.Relu, float dropout = 0)
        : base(engine)
    {
        _first = Register("fc1", new Linear(engine, inputs, hidden, activation: activation, dropout: dropout));
        _second = Register("fc2", new Linear(engine, hidden, outputs));
    }

    /// <summary>x [.., inputs] -> [.., outputs]</summary>
    protected override Tensor Apply(Tensor x) => _second.Forward(_first.Forward(x));
}
