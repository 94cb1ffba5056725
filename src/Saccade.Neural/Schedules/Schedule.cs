namespace Saccade.Neural;

/// <summary>
/// How the learning rate moves: at each step (from 0) a fraction of the peak rate. Schedules compose (<see cref="WarmUpSchedule"/>,
/// <see cref="PerEpochSchedule"/>) and, except <see cref="PlateauSchedule"/>, depend on the step alone, so resuming needs no state.
/// </summary>
public abstract class Schedule
{
    /// <summary>What a checkpoint keeps of a schedule that listens to a metric; null for all others.</summary>
    public virtual PlateauState? State
    {
        get => null;
        set => throw new InvalidOperationException($"{GetType().Name} depends on the step alone and has no state to restore.");
    }

    /// <summary>The fraction of the peak learning rate that step <paramref name="step"/> uses.</summary>
    public abstract double At(long step);

    /// <summary>Takes in an epoch's metric; most schedules do not care.</summary>
    public virtual void Report(double metric)
    {
    }

    /// <summary>Half a cosine from <paramref name="start"/> (progress 0) to <paramref name="end"/> (progress 1).</summary>
    private protected static double HalfCosine(double start, double end, double progress) =>
        end + (start - end) * 0.5 * (1 + Math.Cos(Math.PI * progress));
}
