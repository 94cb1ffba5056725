using System.Buffers;
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

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        int[] places = [.. Enumerable.Range(0, outputs.Length).Where(i => belongs(outputs[i]))];
        var ofPart = whole.Over([.. places.Select(i => outputs[i])]);
        return counts =>
        {
            var rented = ArrayPool<int>.Shared.Rent(places.Length);
            var some = rented.AsSpan(0, places.Length);
            for (var i = 0; i < some.Length; i++)
                some[i] = counts[places[i]];
            var value = ofPart(some);
            ArrayPool<int>.Shared.Return(rented);
            return value;
        };
    }
}
