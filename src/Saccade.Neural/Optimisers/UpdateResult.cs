namespace Saccade.Neural;

/// <summary>
/// What an update saw: the norm of all gradients before clipping. When it is not finite, <see cref="Applied"/> is false: the weights and
/// the optimiser are as they were, and the gradients are left to be looked at (<see cref="Optimiser.FirstNonFiniteGradient"/>).
/// </summary>
public readonly record struct UpdateResult(double GradientNorm)
{
    public bool Applied => double.IsFinite(GradientNorm);
}
