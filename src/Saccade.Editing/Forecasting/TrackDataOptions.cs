using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Forecasting;

/// <summary>Keys <c>data.*</c> of the model <c>tracks</c>.</summary>
public sealed record TrackDataOptions
{
    public Objective Objective { get; init; } = Objective.NextStep;

    /// <summary>Steps of a training window. What is judged are whole timelines.</summary>
    [Range(2, 5000)]
    public int Window { get; init; } = 128;

    /// <summary>Epochs over which windows grow to their length, from a quarter of it.</summary>
    [Range(0.0, 100_000.0)]
    public double Curriculum { get; init; } = 1;

    /// <summary>Tell of what is heard and seen, where the grids have it.</summary>
    public bool Content { get; init; } = true;

    /// <summary>Steps of content that each token is told of: those before it, and, where all may be seen, as many after it.</summary>
    [Range(1, 1000)]
    public int Memory { get; init; } = 16;

    /// <summary>How many values that come back to find of each group of numbers; 0: numbers are regressed alone.</summary>
    [Range(0, 256)]
    public int Habitual { get; init; } = 12;

    /// <summary>Of the windows of <see cref="Objective.MaskedSpan"/>: the share in which whole tracks are hidden instead of stretches of time.</summary>
    [Range(0.0, 1.0)]
    public double MaskTracks { get; init; } = 0.5;

    /// <summary>The longest stretch that is hidden, in steps.</summary>
    [Range(1, 5000)]
    public int MaskSpan { get; init; } = 30;

    /// <summary>The share of source projects that epochs are judged on, where the data does not say which.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Validation { get; init; } = 0.2;

    /// <summary>The share of source projects that nothing is chosen on, where the data does not say which.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Test { get; init; }

    /// <summary>Seed of the deal, apart from the run's: several runs are judged on the same projects.</summary>
    [Range(0, int.MaxValue)]
    public int SplitSeed { get; init; } = 42;
}
