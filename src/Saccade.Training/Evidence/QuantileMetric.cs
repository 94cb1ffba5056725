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

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        var numbers = new List<double>();
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Values is not { } values || !values.TryGetValue(of, out var own))
                continue;
            for (var drawn = 0; drawn < counts[i]; drawn++)
                numbers.AddRange(own.Select(v => (double)v));
        }
        numbers.Sort();
        return Quantile.OfSorted(numbers.ToArray(), quantile);
    }
}
