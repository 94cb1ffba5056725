namespace Saccade.Neural;

/// <summary>When a <see cref="PlateauSchedule"/> lowers the learning rate, and by how much.</summary>
public sealed record PlateauOptions
{
    /// <summary>False for a loss, true for an accuracy.</summary>
    public bool HigherIsBetter { get; init; }

    public double Factor { get; init; } = 0.1;

    /// <summary>Epochs without improvement that are let pass.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>The relative change that counts as improvement.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>Epochs after a reduction in which none are counted.</summary>
    public int CoolDown { get; init; }

    /// <summary>The smallest fraction of the peak rate.</summary>
    public double Floor { get; init; }
}
