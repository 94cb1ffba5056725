using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>How numbers lie: their quantiles, by linear interpolation. NaN where there are none.</summary>
public sealed record Spread(int Count, double Mean, double Least, double Low10, double LowerQuartile, double Median, double UpperQuartile, double High90, double Most)
{
    public static Spread Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        double At(double q) => Quantile.OfSorted(sorted, q);
        return new Spread(sorted.Length, sorted.Length == 0 ? double.NaN : sorted.Average(), At(0), At(0.1), At(0.25), At(0.5), At(0.75), At(0.9), At(1));
    }
}
