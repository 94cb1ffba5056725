namespace Saccade.Trajectories.Explaining;

/// <summary>Spearman's rank correlation; equal values share the mean of their ranks.</summary>
public static class RankCorrelation
{
    /// <returns>-1 to 1; 0 when one of the two is constant, which says nothing about the other.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"{a.Length} and {b.Length} values have no rank correlation.");
        var (ranksA, ranksB) = (Ranks(a), Ranks(b));
        var mean = (a.Length - 1) / 2.0;
        var (product, squaresA, squaresB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < ranksA.Length; i++)
        {
            var (da, db) = (ranksA[i] - mean, ranksB[i] - mean);
            product += da * db;
            squaresA += da * da;
            squaresB += db * db;
        }
        return squaresA > 0 && squaresB > 0 ? product / Math.Sqrt(squaresA * squaresB) : 0;
    }

    private static double[] Ranks(ReadOnlySpan<float> values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(values.ToArray(), order);
        var ranks = new double[values.Length];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to + 1 < order.Length && values[order[to + 1]] == values[order[from]])
                to++;
            for (var i = from; i <= to; i++)
                ranks[order[i]] = (from + to) / 2.0;
            from = to + 1;
        }
        return ranks;
    }
}
