namespace Saccade.Neural;

/// <summary>What every optimiser can be told.</summary>
public record OptimiserOptions
{
    public double WeightDecay { get; init; }

    /// <summary>Spare parameters of one axis (biases and the scales of norms) from weight decay.</summary>
    public bool DecayMatricesOnly { get; init; }

    /// <summary>Gradients are scaled down so that their common norm is at most this; 0: never.</summary>
    public double ClipNorm { get; init; }
}
