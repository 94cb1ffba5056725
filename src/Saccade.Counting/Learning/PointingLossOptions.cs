using System.ComponentModel.DataAnnotations;

namespace Saccade.Counting.Learning;

/// <summary>Keys <c>loss.*</c>: what each term counts in training.</summary>
public sealed record PointingLossOptions
{
    /// <summary>Choosing the next thing in the order of counting, or that there is no more.</summary>
    [Range(0.0, 100.0)]
    public double Next { get; init; } = 1;

    /// <summary>Choosing any thing that is left, or that there is no more.</summary>
    [Range(0.0, 100.0)]
    public double Any { get; init; } = 1;

    /// <summary>Whether a thing lies in each cell, said at the look.</summary>
    [Range(0.0, 100.0)]
    public double Things { get; init; } = 1;

    /// <summary>Where a thing lies from the middle of its cell.</summary>
    [Range(0.0, 100.0)]
    public double Offset { get; init; } = 10;

    /// <summary>What a step with nothing left counts beside one with something left, in both choices.</summary>
    [Range(0.01, 100.0)]
    public double Done { get; init; } = 1;
}
