namespace Saccade.Training;

/// <summary>
/// Corrects p-values for the number of comparisons (Holm, "A simple sequentially rejective multiple test procedure", 1979): the chance of even one
/// false difference among all of them stays at the level.
/// </summary>
public static class Holm
{
    /// <returns>Adjusted values in the given order, at most 1; NaN stays NaN and counts for nothing.</returns>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        var adjusted = Enumerable.Repeat(double.NaN, p.Count).ToArray();
        var order = Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i]).ToArray();
        double largest = 0;
        for (var rank = 0; rank < order.Length; rank++)
            adjusted[order[rank]] = largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * p[order[rank]]));
        return adjusted;
    }
}
