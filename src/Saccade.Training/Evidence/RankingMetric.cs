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

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        // In order once: a draw only weights them.
        var numbers = outputs.Index().SelectMany(o => Of(o.Item, positives, o.Index, true).Concat(Of(o.Item, negatives, o.Index, false))).OrderBy(n => n.Value).ToArray();
        return counts =>
        {
            double won = 0;
            long seenNegatives = 0, allPositives = 0;
            for (var i = 0; i < numbers.Length;)
            {
                long up = 0, down = 0;
                for (var value = numbers[i].Value; i < numbers.Length && numbers[i].Value.Equals(value); i++)
                {
                    if (numbers[i].IsPositive)
                        up += counts[numbers[i].Sample];
                    else
                        down += counts[numbers[i].Sample];
                }
                won += up * (seenNegatives + (down / 2.0));
                (seenNegatives, allPositives) = (seenNegatives + down, allPositives + up);
            }
            return allPositives > 0 && seenNegatives > 0 ? won / ((double)allPositives * seenNegatives) : double.NaN;
        };
    }

    private static IEnumerable<(float Value, int Sample, bool IsPositive)> Of(SampleOutput output, string kind, int sample, bool isPositive) =>
        output.Values?.GetValueOrDefault(kind) is { } numbers ? numbers.Select(value => (value, sample, isPositive)) : [];
}
