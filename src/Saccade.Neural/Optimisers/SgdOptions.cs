namespace Saccade.Neural;

/// <summary>The numbers of <see cref="Sgd"/>.</summary>
public sealed record SgdOptions : OptimiserOptions
{
    /// <summary>How much of the previous direction is kept; 0 is plain descent.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Looks ahead along the momentum (Nesterov).</summary>
    public bool Nesterov { get; init; }
}
