namespace Saccade.Training;

/// <summary>The optimisers a recipe can name.</summary>
public enum OptimiserKind
{
    /// <summary>Adam with decoupled weight decay.</summary>
    Adamw,

    /// <summary>Adam with the decay added to the gradient.</summary>
    Adam,

    /// <summary>Stochastic gradient descent with momentum 0.9.</summary>
    Sgd,
}
