namespace Saccade.Neural;

/// <summary>The numbers of <see cref="AdamW"/> and <see cref="Adam"/>, with PyTorch's defaults except the weight decay, which is 0.</summary>
public sealed record AdamOptions : OptimiserOptions
{
    /// <summary>Decay of the running mean of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    public double Beta2 { get; init; } = 0.999;

    public double Epsilon { get; init; } = 1e-8;
}
