using Saccade.Tensors;
using Saccade.Tensors.Optimization;

namespace Saccade.Neural;

/// <summary>Stochastic gradient descent with momentum and coupled weight decay, as torch.optim.SGD.</summary>
public sealed class Sgd : Optimiser
{
    private readonly SgdOptions _options;
    private readonly Tensor _velocity;

    public Sgd(Module model, SgdOptions options)
        : base(model, options)
    {
        _options = options;
        _velocity = Block.NewState();
    }

    private protected override IReadOnlyList<(string Name, Tensor Tensor)> State => [("momentum_buffer", _velocity)];

    private protected override void Apply(double learningRate, double gradientScale) =>
        Block.SgdStep(_velocity, WeightDecay, new SgdSettings(learningRate)
        {
            Momentum = _options.Momentum,
            Nesterov = _options.Nesterov,
            GradientScale = gradientScale,
        });
}
