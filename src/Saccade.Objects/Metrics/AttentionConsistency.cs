using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary><c>attention_consistency</c>: the share of clips, of those with both kinds, whose ratio is at least <paramref name="least"/>.</summary>
/// <param name="least">Tau.</param>
public sealed class AttentionConsistency(double least = AttentionConsistency.Tau)
    : AttentionMetric("attention_consistency", FormattableString.Invariant($"the share of clips whose ratio is at least {least}"))
{
    /// <summary>The ratio from which on a clip counts as attended to consistently.</summary>
    public const double Tau = 1.3;

    public override bool IsClaim => true;

    public override bool IsShare => true;

    protected override double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn) => Mean(drawn, a => Ratio(a) >= least ? 1 : 0);
}
