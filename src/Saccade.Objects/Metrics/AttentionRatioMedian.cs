using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary><c>attention_ratio_median</c>: the middle clip's ratio (of an even number the lower of the two in the middle).</summary>
public sealed class AttentionRatioMedian() : AttentionMetric("attention_ratio_median", "the middle clip's ratio")
{
    protected override double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn)
    {
        var ratios = drawn.Where(d => IsEligible(d.Attention)).Select(d => (Value: Ratio(d.Attention), d.Count)).OrderBy(r => r.Value).ToArray();
        var before = (ratios.Sum(r => (long)r.Count) + 1) / 2;
        foreach (var (value, count) in ratios)
        {
            before -= count;
            if (before <= 0)
                return value;
        }
        return double.NaN;
    }
}
