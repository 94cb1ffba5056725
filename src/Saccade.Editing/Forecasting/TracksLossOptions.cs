using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Forecasting;

/// <summary>Keys <c>loss.*</c> of the model <c>tracks</c>: what each term counts. All are per step, so that with weights of 1 they add up as likelihoods do.</summary>
public sealed record TracksLossOptions
{
    /// <summary>Whether something changes: a clip appears or goes, the class or a group of numbers differs.</summary>
    [Range(0.0, 1e6)]
    public double Change { get; init; } = 1;

    /// <summary>The class of what has appeared.</summary>
    [Range(0.0, 1e6)]
    public double Asset { get; init; } = 1;

    /// <summary>Which of the values that come back a changed group takes, or none.</summary>
    [Range(0.0, 1e6)]
    public double Habitual { get; init; } = 1;

    /// <summary>By how much changed numbers change, as Huber's loss.</summary>
    [Range(0.0, 1e6)]
    public double Number { get; init; } = 1;

    /// <summary>Where Huber's parabola becomes a line, in deviations.</summary>
    [Range(0.0, 1000.0, MinimumIsExclusive = true)]
    public double Huber { get; init; } = 1;
}
