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
}
