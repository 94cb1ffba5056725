using Saccade.Training;

namespace Saccade.Counting.Metrics;

/// <summary>A metric over some of the images alone: those with so many things, or of such a kind. For information; it is no claim.</summary>
/// <param name="whole">What is measured.</param>
/// <param name="part">Ends the metric's name.</param>
/// <param name="words">Which images, for its meaning.</param>
/// <param name="belongs">Whether an image is one of them.</param>
internal sealed class PartMetric(IMetric whole, string part, string words, Func<SampleOutput, bool> belongs) : IMetric
{
    public string Name => $"{whole.Name}_{part}";
    public string Meaning => $"{whole.Meaning}, over {words}";
    public bool HigherIsBetter => whole.HigherIsBetter;
    public bool IsClaim => false;
    public bool IsShare => false;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        var some = new int[outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
            some[i] = counts[i] > 0 && belongs(outputs[i]) ? counts[i] : 0;
        return whole.Evaluate(outputs, some);
    }
}
