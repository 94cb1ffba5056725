using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Data;

/// <summary>Keys <c>data.*</c> of models that read windows of grids. The defaults are the historical ones.</summary>
public sealed record GridDataOptions
{
    /// <summary>Steps of a window: ten seconds.</summary>
    [Range(2, 5000)]
    public int Window { get; init; } = 100;

    /// <summary>Steps that a window shares with the one before it; fewer than <see cref="Window"/>.</summary>
    [Range(0, 4999)]
    public int Overlap { get; init; } = 20;

    public Normalisation Normalisation { get; init; } = Normalisation.ZScore;

    /// <summary>The share of source projects that epochs are judged on, where the data does not say which.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Validation { get; init; } = 0.2;

    /// <summary>The share of source projects that nothing is chosen on. The historical system had none.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Test { get; init; }

    /// <summary>Seed of the deal, apart from the run's: several runs are judged on the same projects.</summary>
    [Range(0, int.MaxValue)]
    public int SplitSeed { get; init; } = 42;
}
