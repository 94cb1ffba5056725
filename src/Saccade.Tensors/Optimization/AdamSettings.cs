namespace Saccade.Tensors.Optimization;

/// <summary>The numbers of one step of Adam or AdamW.</summary>
/// <param name="LearningRate">The learning rate of this step.</param>
/// <param name="Step">Which step this is, from 1: it decides the bias correction.</param>
public readonly record struct AdamSettings(double LearningRate, long Step)
{
    /// <summary>Decay of the running mean of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root, outside of it; must be positive.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Gradients are multiplied by this first: below 1 to clip them, 1/n to average n backward passes.</summary>
    public double GradientScale { get; init; } = 1;
}
