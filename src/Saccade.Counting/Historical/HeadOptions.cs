using System.ComponentModel.DataAnnotations;

namespace Saccade.Counting.Historical;

/// <summary>Keys <c>head.*</c>: how the model of marked pictures says where the next thing is.</summary>
public sealed record HeadOptions
{
    /// <summary>As numbers, as the historical model did, or by choosing a cell.</summary>
    public PlaceForm Place { get; init; } = PlaceForm.Coordinates;

    /// <summary>How the heads of coordinates look at what all cells hold.</summary>
    public FeaturePooling Pooling { get; init; } = FeaturePooling.Mean;

    /// <summary>Extent of the hidden layer of each of the three heads of coordinates; the historical one had half of its features.</summary>
    [Range(1, 2048)]
    public int Hidden { get; init; } = 32;

    /// <summary>The probability that an element of a hidden layer is dropped.</summary>
    [Range(0.0, 0.9)]
    public double Dropout { get; init; } = 0.1;
}

/// <summary>How one vector is made of all cells' features.</summary>
public enum FeaturePooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>For each head a mean of its own, weighted by attention, in which cells say where they are as well.</summary>
    Attention,
}

/// <summary>What a place is said as.</summary>
public enum PlaceForm
{
    /// <summary>Two numbers, each from a head of its own, and a third head for the end.</summary>
    Coordinates,

    /// <summary>One choice among all cells and "no more", and the place inside of the cell.</summary>
    Cell,
}
