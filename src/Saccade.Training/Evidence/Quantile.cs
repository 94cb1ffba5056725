namespace Saccade.Training;

/// <summary>Quantiles by linear interpolation between order statistics.</summary>
public static class Quantile
{
    /// <returns>NaN for an empty list.</returns>
    public static double OfSorted(ReadOnlySpan<double> sorted, double q)
    {
        if (sorted.IsEmpty)
            return double.NaN;
        var place = q * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
