namespace Saccade.Training;

/// <summary>
/// How well numbers tell two kinds of parts apart, whatever threshold is set: the probability that one of the first kind is higher than one of the second, equal ones counting half (area under the
/// receiver operating curve; Hanley and McNeil 1982). Each sample has its own numbers in <see cref="SampleOutput.Values"/>. For information; it is no claim.
/// </summary>
/// <param name="name">The stable snake_case name.</param>
/// <param name="meaning">In words, without a full stop.</param>
/// <param name="positives">What the numbers of the kind that shall be higher are called.</param>
/// <param name="negatives">What those of the other kind are called.</param>
public sealed class RankingMetric(string name, string meaning, string positives, string negatives) : IMetric
{
    public string Name => name;
    public string Meaning => meaning;
    public bool HigherIsBetter => true;
    public bool IsClaim => false;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        var numbers = new List<(float Value, long Positives, long Negatives)>();
        for (var i = 0; i < outputs.Length; i++)
        {
            if (counts[i] == 0 || outputs[i].Values is not { } values)
                continue;
            if (values.TryGetValue(positives, out var higher))
                numbers.AddRange(Enumerable.Repeat(counts[i], higher.Count).Select((count, n) => (higher[n], (long)count, 0L)));
            if (values.TryGetValue(negatives, out var lower))
                numbers.AddRange(Enumerable.Repeat(counts[i], lower.Count).Select((count, n) => (lower[n], 0L, (long)count)));
        }
        double won = 0;
        long seenNegatives = 0, allPositives = 0;
        foreach (var equal in numbers.GroupBy(n => n.Value).OrderBy(g => g.Key))
        {
            long up = equal.Sum(n => n.Positives), down = equal.Sum(n => n.Negatives);
            won += up * (seenNegatives + (down / 2.0));
            (seenNegatives, allPositives) = (seenNegatives + down, allPositives + up);
        }
        return allPositives > 0 && seenNegatives > 0 ? won / ((double)allPositives * seenNegatives) : double.NaN;
    }
}
