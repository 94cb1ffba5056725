using System.ComponentModel.DataAnnotations;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;

namespace Saccade.Counting.Historical;

/// <summary>Keys <c>count.*</c> of the model of marked pictures: how it counts by itself.</summary>
public sealed record MarkedCountOptions
{
    /// <summary>Points after which counting is given up.</summary>
    [Range(1, 5000)]
    public int Limit { get; init; } = 100;

    /// <summary>The probability of the end from which on counting stops.</summary>
    [Range(0.001, 0.999)]
    public double Threshold { get; init; } = 0.5;

    /// <summary>The same as what stops a count.</summary>
    internal CountStopping Stopping => new() { Shift = -LogOdds.Of(Threshold) };
}
