using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>Fully connected: y = dropout(activation(x W^T + b)), with the names and initial weights of torch.nn.Linear.</summary>
public sealed class Linear : Layer
{
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly Activation _activation;
    private readonly float _dropout;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="inputs">Extent of the input's last axis.</param>
    /// <param name="outputs">Extent of the output's last axis.</param>
    /// <param name="bias">Add one number per output.</param>
    /// <param name="activation">Applied within the same kernel.</param>
    /// <param name="dropout">The probability that an element of the result is dropped while training; within the same kernel after ReLU.</param>
    /// <param name="biasInitializer">How the bias starts; PyTorch's way by default.</param>
    /// <param name="weightInitializer">How the weight starts; PyTorch's way by default.</param>
    public Linear(
        Engine engine,
        int inputs,
        int outputs,
        bool bias = true,
        Activation activation = Activation.None,
        float dropout = 0,
        Initializer? biasInitializer = null,
        Initializer? weightInitializer = null)
        : base(engine)
    {
        _weight = RegisterParameter("weight", new Shape(outputs, inputs), weightInitializer ?? Initializers.FanInUniform);
        _bias = bias ? RegisterParameter("bias", new Shape(outputs), biasInitializer ?? Initializers.BiasFor(inputs)) : null;
        _activation = activation;
        _dropout = dropout;
    }

    /// <summary>x [.., inputs] -> [.., outputs]</summary>
    protected override Tensor Apply(Tensor x)
    {
        var dropout = Training ? _dropout : 0;
        return _activation == Activation.Relu
            ? x.Linear(_weight, _bias, _activation, dropout)
            : x.Linear(_weight, _bias, _activation).Dropout(dropout);
    }
}
