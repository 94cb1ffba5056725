namespace Saccade.Training;

/// <summary>A value with its 95 % interval; the bounds are NaN where there are fewer than two groups to draw from.</summary>
public sealed record Interval(double Value, double Low, double High)
{
    /// <summary>The interval that holds the middle 95 % of <paramref name="draws"/>, by linear interpolation; draws that are NaN are left out.</summary>
    public static Interval FromDraws(double value, IEnumerable<double> draws)
    {
        var sorted = draws.Where(d => !double.IsNaN(d)).Order().ToArray();
        return new Interval(value, Quantile.OfSorted(sorted, 0.025), Quantile.OfSorted(sorted, 0.975));
    }

    /// <summary>
    /// The same for a share of samples that is 0 or 1. No draw can differ from it, though the true share can: the open side then gets the exact
    /// binomial bound of <paramref name="groups"/> independent trials without an exception (Clopper and Pearson 1934).
    /// </summary>
    public static Interval OfShare(double value, IEnumerable<double> draws, int groups)
    {
        var interval = FromDraws(value, draws);
        if (groups < 2 || value is not (0 or 1))
            return interval;
        var bound = Math.Pow(0.025, 1.0 / groups);
        return value == 1 ? interval with { Low = Math.Min(interval.Low, bound) } : interval with { High = Math.Max(interval.High, 1 - bound) };
    }
}
