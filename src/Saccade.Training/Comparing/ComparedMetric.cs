namespace Saccade.Training;

/// <summary>One metric of two models.</summary>
/// <param name="A">The first model's name.</param>
/// <param name="B">The second's.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Difference">A minus b.</param>
/// <param name="Low">Lower bound of its 95 % interval.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Conclusion">Who is better, or has more where neither more nor less is better, or <see cref="Comparison.NoDifference"/>.</param>
/// <param name="P">How often a difference as large comes about by chance (two-sided, from the bootstrap); NaN without draws.</param>
/// <param name="AdjustedP">The same, corrected for the number of pairs compared in this metric, or, against a baseline, in all of them: what the conclusion follows from.</param>
public sealed record ComparedMetric(string A, string B, string Metric, double Difference, double Low, double High, string Conclusion, double P = double.NaN, double AdjustedP = double.NaN)
{
    private const double Level = 0.05;

    /// <summary>Comparisons that are corrected for together.</summary>
    /// <param name="pairs">The metric and the names of each pair, the difference a minus b, and its value in each draw.</param>
    internal static IEnumerable<ComparedMetric> Of(IReadOnlyList<(IMetric Metric, string A, string B, double Difference, double[] Draws)> pairs)
    {
        var p = pairs.Select(pair => TwoSided(pair.Draws)).ToArray();
        var adjusted = Holm.Adjust(p);
        return pairs.Select((pair, i) =>
        {
            var interval = Interval.FromDraws(pair.Difference, pair.Draws);
            var conclusion = !(adjusted[i] < Level) ? Comparison.NoDifference
                : !pair.Metric.HasDirection ? $"{(pair.Difference > 0 ? pair.A : pair.B)} has more"
                : $"{(pair.Difference > 0 == pair.Metric.HigherIsBetter ? pair.A : pair.B)} is better";
            return new ComparedMetric(pair.A, pair.B, pair.Metric.Name, pair.Difference, interval.Low, interval.High, conclusion, p[i], adjusted[i]);
        });
    }

    /// <summary>Twice the share of draws on the other side of zero, never quite 0 (Davison and Hinkley, "Bootstrap methods and their application", 1997, chapter 4).</summary>
    private static double TwoSided(double[] draws)
    {
        var known = draws.Where(d => !double.IsNaN(d)).ToArray();
        var other = Math.Min(known.Count(d => d <= 0), known.Count(d => d >= 0));
        return known.Length > 0 ? Math.Min(1, 2.0 * (1 + other) / (known.Length + 1)) : double.NaN;
    }
}
