namespace Saccade.Editing.Style.Patterns;

/// <summary>
/// The chance of at least so many hits in independent cases. Cases of unequal chances have a thinner tail than cases that all have the mean chance
/// (Hoeffding, "On the distribution of the number of successes in independent trials", 1956), so the mean errs on the safe side.
/// </summary>
internal static class BinomialTail
{
    /// <param name="hits">From 0 to <paramref name="cases"/>.</param>
    /// <param name="cases">How many.</param>
    /// <param name="chance">Of each.</param>
    public static double AtLeast(int hits, int cases, double chance)
    {
        if (hits <= cases * chance || chance >= 1)
            return 1; // not above what is to be expected: no need to know how far below
        if (chance <= 0)
            return 0;
        var logarithm = (hits * Math.Log(chance)) + ((cases - hits) * Math.Log(1 - chance));
        for (var i = 1; i <= hits; i++)
            logarithm += Math.Log((double)(cases - hits + i) / i);
        var (term, sum) = (1.0, 1.0);
        for (var k = hits; k < cases && term > sum * 1e-16; k++)
        {
            term *= (double)(cases - k) / (k + 1) * chance / (1 - chance);
            sum += term;
        }
        return Math.Min(1, Math.Exp(logarithm) * sum);
    }
}
