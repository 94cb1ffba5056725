namespace Saccade.Tensors.Optimization;

/// <summary>The numbers of one step of stochastic gradient descent.</summary>
/// <param name="LearningRate">The learning rate of this step.</param>
public readonly record struct SgdSettings(double LearningRate)
{
    /// <summary>How much of the previous direction is kept; 0 is plain descent.</summary>
    public double Momentum { get; init; }

    /// <summary>Looks ahead along the momentum (Nesterov).</summary>
    public bool Nesterov { get; init; }

    /// <summary>Gradients are multiplied by this first: below 1 to clip them, 1/n to average n backward passes.</summary>
    public double GradientScale { get; init; } = 1;
}
