using Saccade.Tensors;
using Saccade.Tensors.Optimization;

namespace Saccade.Neural;

/// <summary>Adam (Kingma and Ba 2015) with L2 decay coupled to the gradient, as torch.optim.Adam.</summary>
public sealed class Adam : Optimiser
{
    private readonly AdamMoments _moments;

    public Adam(Module model, AdamOptions options)
        : base(model, options) => _moments = new AdamMoments(Block, options);

    private protected override IReadOnlyList<(string Name, Tensor Tensor)> State => _moments.State;

    private protected override void Apply(double learningRate, double gradientScale) =>
        Block.AdamStep(_moments.Mean, _moments.MeanSquare, WeightDecay, _moments.Settings(learningRate, StepsTaken, gradientScale));
}
