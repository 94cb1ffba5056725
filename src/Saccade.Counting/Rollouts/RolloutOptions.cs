using System.ComponentModel.DataAnnotations;

namespace Saccade.Counting.Rollouts;

/// <summary>Keys <c>count.*</c>: how a trained model counts by itself.</summary>
public sealed record RolloutOptions
{
    /// <summary>Points after which counting is given up.</summary>
    [Range(1, 5000)]
    public int Limit { get; init; } = 100;

    /// <summary>Places nearer than this to a visited one, in pixels of the canvas, are not visited again. 0 lets the model alone.</summary>
    [Range(0.0, 64.0)]
    public double Revisit { get; init; } = 2.5;

    /// <summary>Whether the shift of "no more" at which counting stops is chosen on the validation split; false: it stops when "no more" is likelier than anything that is left.</summary>
    public bool FittedStop { get; init; } = true;

    /// <summary>Whether probabilities of "no more" are corrected for ends being commoner or rarer among the taught steps than where it counts.</summary>
    public bool PriorCorrection { get; init; }
}
