namespace Saccade.Editing.Style.Telling;

/// <summary>
/// Tells hands by the nearest mean of their projects' numbers, each number in units of how much it differs between projects of one hand (diagonal linear discriminant analysis with
/// equal priors; Dudoit, Fridlyand and Speed, "Comparison of discrimination methods for the classification of tumors using gene expression data", 2002). No number counts for more than
/// <see cref="MostOfOne"/>: one odd project does not decide by one odd number. Letters: N projects, H hands, J numbers.
/// </summary>
internal sealed class HandCentroids
{
    /// <summary>A number that is three deviations away is as far as can be.</summary>
    private const double MostOfOne = 9;

    // A number that never differs within a hand would have no unit: it is at least this part of how much it differs over all.
    private const double LeastUnit = 0.1;

    private readonly double[][] _means;
    private readonly double[] _units;

    private HandCentroids(double[][] means, double[] units) => (_means, _units) = (means, units);

    /// <param name="numbers">(N, J); NaN where a project has none.</param>
    /// <param name="hands">(N): whose each is, from 0.</param>
    /// <param name="count">H; each has a project.</param>
    public static HandCentroids Fit(IReadOnlyList<double[]> numbers, IReadOnlyList<int> hands, int count)
    {
        var width = numbers[0].Length;
        var (means, units) = (Enumerable.Range(0, count).Select(_ => new double[width]).ToArray(), new double[width]);
        for (var j = 0; j < width; j++)
        {
            var known = Enumerable.Range(0, numbers.Count).Where(i => double.IsFinite(numbers[i][j])).ToArray();
            var all = known.Select(i => numbers[i][j]).DefaultIfEmpty(0).Average();
            for (var hand = 0; hand < count; hand++)
                means[hand][j] = known.Where(i => hands[i] == hand).Select(i => numbers[i][j]).DefaultIfEmpty(all).Average();
            double within = 0, total = 0;
            foreach (var i in known)
            {
                within += Math.Pow(numbers[i][j] - means[hands[i]][j], 2);
                total += Math.Pow(numbers[i][j] - all, 2);
            }
            units[j] = Math.Sqrt((within / Math.Max(1, known.Length - count)) + (LeastUnit * LeastUnit * total / Math.Max(1, known.Length)));
        }
        return new HandCentroids(means, units);
    }

    /// <summary>A hand's mean of a number.</summary>
    public double Mean(int hand, int number) => _means[hand][number];

    /// <summary>How far a number lies from a hand's, squared; 0 where there is none or where it never differs.</summary>
    public double Distance(int hand, int number, double value) =>
        double.IsFinite(value) && _units[number] > 0 ? Math.Min(MostOfOne, Math.Pow((value - _means[hand][number]) / _units[number], 2)) : 0;

    /// <summary>How far two hands' means of a number lie apart, in its unit.</summary>
    public double Apart(int hand, int other, int number) => _units[number] > 0 ? Math.Abs(_means[hand][number] - _means[other][number]) / _units[number] : 0;

    /// <summary>(H): half the sum of distances.</summary>
    /// <param name="numbers">(J)</param>
    public double[] Distances(double[] numbers) => [.. _means.Select((_, hand) => numbers.Select((value, j) => Distance(hand, j, value)).Sum() / 2)];

    /// <summary>(H): probabilities, given how far the hands are.</summary>
    /// <param name="distances">(H)</param>
    /// <param name="temperature">Numbers hang together, so each is less than a witness of its own: distances are divided by this.</param>
    public static double[] Probabilities(double[] distances, double temperature)
    {
        var least = distances.Min();
        var weights = distances.Select(d => Math.Exp((least - d) / temperature)).ToArray();
        return [.. weights.Select(w => w / weights.Sum())];
    }
}
