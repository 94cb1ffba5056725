namespace Saccade.Neural;

/// <summary>The peak rate at every step.</summary>
public sealed class ConstantSchedule : Schedule
{
    public override double At(long step) => 1;
}
