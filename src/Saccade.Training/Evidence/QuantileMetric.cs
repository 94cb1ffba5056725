namespace Saccade.Training;

/// <summary>A metric that is a quantile of the numbers of all samples: each has its own in <see cref="SampleOutput.Values"/> under <paramref name="of"/>. For information; it is no claim.</summary>
/// <param name="name">The stable snake_case name.</param>
/// <param name="meaning">In words, without a full stop.</param>
/// <param name="of">What the numbers are called.</param>
/// <param name="quantile">From 0 to 1; 0.5 for the median.</param>
public sealed class QuantileMetric(string name, string meaning, string of, double quantile) : IMetric
{
    public string Name => name;
    public string Meaning => meaning;
    public bool HigherIsBetter => false;
    public bool IsClaim => false;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        // In order once: a draw only repeats them.
        var numbers = outputs.Index().SelectMany(o => o.Item.Values?.GetValueOrDefault(of) is { } own ? own.Select(value => (Value: (double)value, Sample: o.Index)) : []).OrderBy(n => n.Value).ToArray();
        return counts =>
        {
            long length = 0;
            foreach (var (_, sample) in numbers)
                length += counts[sample];
            var place = quantile * (length - 1);
            var (below, lower, seen) = ((long)place, double.NaN, 0L);
            foreach (var (value, sample) in numbers)
            {
                if (counts[sample] == 0)
                    continue;
                if (seen <= below)
                    lower = value;
                seen += counts[sample];
                // The number at the place, and the one after it that it is mixed with; the last has none after it.
                if (seen > Math.Min(below + 1, length - 1))
                    return lower + ((place - below) * (value - lower));
            }
            return double.NaN;
        };
    }
}
