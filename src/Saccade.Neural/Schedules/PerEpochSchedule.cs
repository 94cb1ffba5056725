namespace Saccade.Neural;

/// <summary>Moves once an epoch: every step of epoch e uses what <paramref name="epochs"/> says for e.</summary>
public sealed class PerEpochSchedule(long stepsPerEpoch, Schedule epochs) : Schedule
{
    public override PlateauState? State
    {
        get => epochs.State;
        set => epochs.State = value;
    }

    public override double At(long step) => epochs.At(step / stepsPerEpoch);

    public override void Report(double metric) => epochs.Report(metric);
}
