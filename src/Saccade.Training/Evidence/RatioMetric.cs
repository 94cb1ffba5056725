namespace Saccade.Training;

/// <summary>A metric that is a sum over all samples divided by another: what each sample adds stands in <see cref="SampleOutput.Ratios"/> under the metric's name.</summary>
/// <param name="name">The stable snake_case name.</param>
/// <param name="meaning">In words, without a full stop.</param>
/// <param name="higherIsBetter">Whether a higher one is better.</param>
public sealed class RatioMetric(string name, string meaning, bool higherIsBetter) : IMetric
{
    public string Name => name;
    public string Meaning => meaning;
    public bool HigherIsBetter => higherIsBetter;

    /// <summary>True unless it is said to be a diagnosis.</summary>
    public bool IsClaim { get; init; } = true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        double sum = 0, count = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (counts[i] == 0 || outputs[i].Ratios is not { } ratios || !ratios.TryGetValue(name, out var ratio))
                continue;
            sum += counts[i] * ratio.Sum;
            count += counts[i] * ratio.Count;
        }
        return count > 0 ? sum / count : double.NaN;
    }
}
