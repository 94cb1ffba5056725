using Saccade.Editing.Time;

namespace Saccade.Editing.Timelines;

/// <summary>The value of an animated quantity at a time: held before the first and after the last keyframe, interpolated between.</summary>
public static class Curve
{
    /// <param name="offset">Seconds after the clip's start.</param>
    public static double At(this Animated<double> curve, Rational offset) =>
        At(curve, offset, (a, b, share) => a + ((b - a) * share));

    /// <inheritdoc cref="At(Animated{double}, Rational)"/>
    public static Pair At(this Animated<Pair> curve, Rational offset) =>
        At(curve, offset, (a, b, share) => new Pair(a.X + ((b.X - a.X) * share), a.Y + ((b.Y - a.Y) * share)));

    private static T At<T>(Animated<T> curve, Rational offset, Func<T, T, double, T> between)
        where T : struct
    {
        var keys = curve.Keyframes;
        if (keys.Count == 0)
            return curve.Value;
        // The last keyframe at or before the time, by bisection.
        var (low, high) = (-1, keys.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = keys[middle].Time <= offset ? (middle, high) : (low, middle);
        }
        if (low < 0)
            return keys[0].Value;
        if (high == keys.Count || keys[low].Time == offset)
            return keys[low].Value;
        var (a, b) = (keys[low], keys[high]);
        return a.Interpolation == Interpolation.Hold ? a.Value : between(a.Value, b.Value, Eased(a.Interpolation, ((offset - a.Time) / (b.Time - a.Time)).Value));
    }

    private static double Eased(Interpolation interpolation, double share) => interpolation switch
    {
        Interpolation.Ease => share * share * (3 - (2 * share)),
        Interpolation.EaseIn => share * share,
        Interpolation.EaseOut => share * (2 - share),
        _ => share,
    };
}
