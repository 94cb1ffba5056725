namespace Saccade.Neural;

/// <summary>
/// Smith and Topin 2018, as torch's OneCycleLR with its defaults: from 1/25 of the peak up along half a cosine for
/// <paramref name="rise"/> of the <paramref name="steps"/>, then down to 1/250,000.
/// </summary>
public sealed class OneCycleSchedule(long steps, double rise = 0.3) : Schedule
{
    private const double Initial = 1.0 / 25;
    private const double Final = Initial / 1e4;

    public override double At(long step)
    {
        var last = Math.Max(1, steps - 1.0);
        var top = Math.Max(0, rise * steps - 1);
        var position = Math.Min(step, last);
        return position < top
            ? HalfCosine(Initial, 1, position / top)
            : HalfCosine(1, Final, (position - top) / Math.Max(1, last - top));
    }
}
