namespace Saccade.Neural;

/// <summary>
/// Falls from the peak to <paramref name="floor"/> along half a cosine over <paramref name="period"/> steps, climbs back over as many, and so on (torch's
/// CosineAnnealingLR, run past its T_max).
/// </summary>
public sealed class CosineAnnealingSchedule(long period, double floor) : Schedule
{
    public override double At(long step) => HalfCosine(1, floor, step / (double)period);
}
