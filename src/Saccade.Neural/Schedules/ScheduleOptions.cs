namespace Saccade.Neural;

/// <summary>All that a recipe says of a schedule besides its name. Counts are of steps, or of epochs for one that is <see cref="PerEpoch"/>.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Steps of the whole run, warm-up included.</summary>
    public required long Steps { get; init; }

    public long StepsPerEpoch { get; init; } = 1;

    /// <summary>Steps of the linear warm-up before the schedule proper; 0: none.</summary>
    public long WarmUpSteps { get; init; }

    /// <summary>The fraction of the peak rate that warm-up begins with.</summary>
    public double WarmUpStart { get; init; } = 0.01;

    /// <summary>Move once an epoch instead of at each step (warm-up always moves at each step).</summary>
    public bool PerEpoch { get; init; }

    /// <summary>The fraction of the peak rate that a cosine ends with.</summary>
    public double Floor { get; init; }

    /// <summary>Into how many equal parts <c>step</c> cuts the run; it falls between them.</summary>
    public int Stages { get; init; } = 3;

    /// <summary>What <c>step</c> multiplies the rate by.</summary>
    public double StageFactor { get; init; } = 0.1;

    /// <summary>The share of the run in which <c>one_cycle</c> rises.</summary>
    public double Rise { get; init; } = 0.3;

    public PlateauOptions Plateau { get; init; } = new();
}
