namespace Saccade.Neural;

/// <summary>Falls from the peak to <paramref name="floor"/> along half a cosine over <paramref name="steps"/>, and stays there (torch's CosineAnnealingLR up to that point).</summary>
public sealed class CosineSchedule(long steps, double floor = 0) : Schedule
{
    public override double At(long step) => HalfCosine(1, floor, Math.Min(step, steps) / (double)Math.Max(1, steps));
}
