namespace Saccade.Training;

/// <summary>One row of a comparison: a model with the runs that were trained of it.</summary>
public sealed record ModelSummary
{
    /// <summary>How the differences call it.</summary>
    public required string Name { get; init; }

    /// <summary>Short, for tables.</summary>
    public required string Label { get; init; }

    /// <summary>Its runs' folders, in the order of <see cref="Seeds"/>.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>Mean over the runs by metric, with the 95 % interval over samples and runs.</summary>
    public required IReadOnlyDictionary<string, SeedInterval> Metrics { get; init; }

    /// <summary>By claimed metric, the worst of its runs' verdicts.</summary>
    public required IReadOnlyDictionary<string, string> Verdicts { get; init; }

    /// <summary>Summed over the runs; null without classes.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>Mean over the runs; NaN when unknown.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Null when it was not measured.</summary>
    public ModelCost? Cost { get; init; }
}

/// <summary>A metric's mean over runs with its 95 % interval, and each run's own value.</summary>
public sealed record SeedInterval(double Value, double Low, double High, IReadOnlyList<double> PerSeed)
{
    /// <summary>Without the single values.</summary>
    public Interval ToInterval() => new(Value, Low, High);
}
