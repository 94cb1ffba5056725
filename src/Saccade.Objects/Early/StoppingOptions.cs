using System.ComponentModel.DataAnnotations;

namespace Saccade.Objects.Early;

/// <summary>Keys <c>stopping.*</c>.</summary>
public sealed record StoppingOptions
{
    /// <summary>How much accuracy on validation the early decision may cost against watching to the end; the threshold is the lowest that keeps to it.</summary>
    [Range(0.0, 1.0)]
    public double Tolerance { get; init; } = 0.02;
}
