namespace Saccade.Neural;

/// <summary>
/// Rises in a straight line from <paramref name="start"/> to the peak during the first <paramref name="steps"/>, then follows
/// <paramref name="next"/>, whose own step 0 is the first one after warm-up (torch's LinearLR and SequentialLR).
/// </summary>
public sealed class WarmUpSchedule(long steps, Schedule next, double start = 0.01) : Schedule
{
    public override PlateauState? State
    {
        get => next.State;
        set => next.State = value;
    }

    public override double At(long step) => step < steps
        ? start + (1 - start) * step / steps
        : next.At(step - steps);

    public override void Report(double metric) => next.Report(metric);
}
