namespace Saccade.Report.Charts;

/// <summary>Maps values to places between 0 (the low end) and 1 (the high end), and chooses where the ticks stand.</summary>
public abstract class Axis
{
    public abstract IReadOnlyList<double> Ticks { get; }

    public abstract double Place(double value);

    /// <summary>Logarithmic where values are positive and fall or rise by a factor that a straight scale would hide.</summary>
    public static AxisScale ScaleFor(IEnumerable<double> values)
    {
        const double HidingFactor = 8;
        var kept = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        return kept.Min() > 0 && kept.Max() / kept.Min() >= HidingFactor ? AxisScale.Logarithmic : AxisScale.Linear;
    }

    /// <summary>An axis that holds all values, those that are not finite (or, on a logarithmic axis, not positive) left out.</summary>
    public static Axis Covering(IEnumerable<double> values, AxisScale scale)
    {
        var kept = values.Where(v => double.IsFinite(v) && (scale == AxisScale.Linear || v > 0)).ToArray();
        var (low, high) = kept.Length == 0 ? (scale == AxisScale.Linear ? 0 : 1, 1) : (kept.Min(), kept.Max());
        return scale == AxisScale.Linear ? new LinearAxis(low, high) : new LogarithmicAxis(low, high);
    }
}

/// <summary>How an axis spreads its values.</summary>
public enum AxisScale
{
    Linear,
    Logarithmic,
}
