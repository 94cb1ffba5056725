using System.ComponentModel.DataAnnotations;

namespace Saccade.Training.Tests.Toy;

/// <summary>The keys <c>toy.*</c>.</summary>
public sealed record ToyOptions
{
    [Range(4, 100_000)]
    public int Samples { get; init; } = 64;

    public bool Endless { get; init; }

    /// <summary>The training sample that holds a NaN; -1: none.</summary>
    public int Poison { get; init; } = -1;

    /// <summary>Whether training on points that are all zero gives no finite loss.</summary>
    public bool PoisonedControl { get; init; }

    /// <summary>A folder that has to be there before a model is trained; empty: none.</summary>
    public string Pretrained { get; init; } = "";

    /// <summary>Whether noise is added to training points, other noise for another seed.</summary>
    public bool Noisy { get; init; }

    /// <summary>Whether the items are said to be sorted by class over the splits.</summary>
    public bool Sorted { get; init; }
}
