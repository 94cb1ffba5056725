namespace Saccade.Neural;

/// <summary>Is multiplied by <paramref name="factor"/> after every <paramref name="interval"/> steps (torch's StepLR).</summary>
public sealed class StepSchedule(long interval, double factor = 0.1) : Schedule
{
    public override double At(long step) => Math.Pow(factor, step / interval);
}
