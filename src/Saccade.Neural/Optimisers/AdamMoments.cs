using Saccade.Tensors;
using Saccade.Tensors.Optimization;

namespace Saccade.Neural;

/// <summary>The two running means that Adam and AdamW keep, named as in PyTorch's optimiser state.</summary>
internal sealed class AdamMoments(ParameterBlock block, AdamOptions options)
{
    public Tensor Mean { get; } = block.NewState();

    public Tensor MeanSquare { get; } = block.NewState();

    public IReadOnlyList<(string Name, Tensor Tensor)> State => [("exp_avg", Mean), ("exp_avg_sq", MeanSquare)];

    public AdamSettings Settings(double learningRate, long step, double gradientScale) => new(learningRate, step)
    {
        Beta1 = options.Beta1,
        Beta2 = options.Beta2,
        Epsilon = options.Epsilon,
        GradientScale = gradientScale,
    };
}
