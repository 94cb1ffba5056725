using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Suggesting.Fitting;

/// <summary>
/// Keyframes for a curve that is known at samples: as few as <see cref="CurveFit"/> finds, within a tolerance of every sample; none where a single value is. Jumps from
/// one sample to the next are held keyframes, everything else straight lines. Values are rounded to what an editor shows, and the tolerance holds after that.
/// </summary>
public static class KeyframeFit
{
    /// <param name="times">(N) seconds after the clip's start, growing: where the keyframes may stand.</param>
    /// <param name="values">(N)</param>
    /// <param name="fineness">How far off, and how round.</param>
    public static Animated<double> Number(IReadOnlyList<Rational> times, IReadOnlyList<double> values, Fineness fineness) =>
        Fit(times, [[.. values]], fineness, v => v[0]);

    /// <inheritdoc cref="Number"/>
    public static Animated<Pair> Point(IReadOnlyList<Rational> times, IReadOnlyList<Pair> values, Fineness fineness) =>
        Fit(times, [[.. values.Select(v => v.X)], [.. values.Select(v => v.Y)]], fineness, v => new Pair(v[0], v[1]));

    private static Animated<T> Fit<T>(IReadOnlyList<Rational> times, double[][] values, Fineness fineness, Func<double[], T> read)
        where T : struct
    {
        if (times.Count == 0 || values[0].Length != times.Count)
            throw new ArgumentException($"{values[0].Length} values do not fit {times.Count} times.", nameof(values));
        var curve = CurveFit.Of([.. times.Select(t => t.Value)], values, fineness.Tolerance - fineness.Rounding);
        if (curve.Knots.Count == 0)
            return Round(curve.Constant);
        Keyframe<T>[] keyframes = [.. curve.Knots.Select(k => new Keyframe<T>(times[k.Sample], Round(k.Values), k.IsHeld ? Interpolation.Hold : Interpolation.Linear))];
        return new Animated<T>(keyframes[0].Value, keyframes);

        // Zero has one sign.
        T Round(double[] value) => read([.. value.Select(v => Math.Round(v, fineness.Decimals) + 0.0)]);
    }
}

/// <param name="Tolerance">How far a curve may be from a sample.</param>
/// <param name="Decimals">To how many its values are rounded.</param>
public readonly record struct Fineness(double Tolerance, int Decimals)
{
    /// <summary>Half a per cent of size.</summary>
    public static Fineness Scale { get; } = new(0.5, 2);

    /// <summary>Two thousandths of the frame.</summary>
    public static Fineness Position { get; } = new(0.002, 5);

    /// <summary>The same of the picture, in per cent.</summary>
    public static Fineness Crop { get; } = new(0.2, 2);

    /// <summary>Half of the last decimal, and what binary fractions cannot say.</summary>
    internal double Rounding => 0.5001 * Math.Pow(10, -Decimals);
}
