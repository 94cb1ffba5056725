using System.ComponentModel.DataAnnotations;

namespace Saccade.Counting.Historical;

/// <summary>Keys <c>count.*</c> of the model of marked pictures: how it counts by itself.</summary>
public sealed record MarkedCountOptions
{
    /// <summary>Points after which counting is given up.</summary>
    [Range(1, 5000)]
    public int Limit { get; init; } = 100;

    /// <summary>The probability of the end above which counting stops.</summary>
    [Range(0.0, 1.0)]
    public double Threshold { get; init; } = 0.5;
}
