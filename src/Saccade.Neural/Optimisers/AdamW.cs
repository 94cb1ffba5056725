using Saccade.Tensors;
using Saccade.Tensors.Optimization;

namespace Saccade.Neural;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019), as torch.optim.AdamW.</summary>
public sealed class AdamW : Optimiser
{
    private readonly AdamMoments _moments;

    public AdamW(Module model, AdamOptions options)
        : base(model, options) => _moments = new AdamMoments(Block, options);

    private protected override IReadOnlyList<(string Name, Tensor Tensor)> State => _moments.State;

    private protected override void Apply(double learningRate, double gradientScale) =>
        Block.AdamWStep(_moments.Mean, _moments.MeanSquare, WeightDecay, _moments.Settings(learningRate, StepsTaken, gradientScale));
}
