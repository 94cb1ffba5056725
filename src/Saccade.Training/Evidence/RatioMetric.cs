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

    public bool HasDirection { get; init; } = true;

    /// <summary>Whether each sample counts one and adds 1 or 0.</summary>
    public bool IsShare { get; init; }

    /// <summary>Whether the root is taken at the end, of a mean of squares.</summary>
    public bool IsRoot { get; init; }

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        var ratio = new SummedRatio(name, outputs);
        return counts =>
        {
            var all = ratio.Of(counts);
            var mean = all.Count > 0 ? all.Sum / all.Count : double.NaN;
            return IsRoot ? Math.Sqrt(mean) : mean;
        };
    }
}
