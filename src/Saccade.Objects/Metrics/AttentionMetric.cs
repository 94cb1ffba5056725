using Saccade.Objects.Learning;
using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary>
/// A number of the attention that persistent tokens receive and transient ones do not. Eligible are samples with tokens of both kinds; the others are left out, and
/// counted by <see cref="AttentionExcluded"/>.
/// </summary>
/// <param name="name">The stable snake_case name.</param>
/// <param name="meaning">In words.</param>
/// <param name="layer">Whose attention.</param>
public abstract class AttentionMetric(string name, string meaning, string layer = PersistenceLearner.LastLayer) : IMetric
{
    // Less than any attention that means something: a ratio is to stay finite.
    private const double Least = 1e-9;

    public string Name => name;

    public string Meaning => meaning;

    public virtual bool HigherIsBetter => true;

    public virtual bool HasDirection => true;

    public virtual bool IsClaim => false;

    public virtual bool IsShare => false;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        var drawn = new List<(TokenAttention Attention, int Count)>();
        for (var i = 0; i < outputs.Length; i++)
        {
            if (counts[i] > 0 && outputs[i].Attention is { } layers && layers.TryGetValue(layer, out var attention))
                drawn.Add((attention, counts[i]));
        }
        return drawn.Count == 0 ? double.NaN : Evaluate(drawn);
    }

    /// <summary>Of the samples that have attention, with how often each was drawn.</summary>
    protected abstract double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn);

    /// <summary>Whether there are tokens of both kinds.</summary>
    internal static bool IsEligible(TokenAttention attention) => attention.Tokens(0) > 0 && attention.Tokens(1) > 0;

    /// <summary>The mean received by a persistent token over the mean received by a transient one.</summary>
    internal static double Ratio(TokenAttention attention) =>
        Math.Max(attention.Mass(1), Least) / attention.Tokens(1) / (Math.Max(attention.Mass(0), Least) / attention.Tokens(0));

    /// <summary>The mean over eligible samples; NaN without any.</summary>
    protected static double Mean(IReadOnlyList<(TokenAttention Attention, int Count)> drawn, Func<TokenAttention, double> value)
    {
        var (sum, all) = (0.0, 0L);
        foreach (var (attention, count) in drawn)
        {
            if (!IsEligible(attention))
                continue;
            sum += count * value(attention);
            all += count;
        }
        return all > 0 ? sum / all : double.NaN;
    }
}
