using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary><c>attention_consistency</c>: the share of clips, of those with both kinds, whose ratio is at least <paramref name="least"/>.</summary>
/// <param name="least">Tau, the ratio from which on a clip counts as attended to consistently.</param>
public sealed class AttentionConsistency(double least)
    : AttentionMetric("attention_consistency", FormattableString.Invariant($"the share of clips whose ratio is at least {least}"))
{
    /// <summary>With tau as it is where a recipe says nothing.</summary>
    public static AttentionConsistency Usual { get; } = new(new AttentionMetricOptions().Tau);

    /// <summary>Tau of a run's recipe.</summary>
    public static double TauOf(RunFolder run) => (double?)run.ReadInfo().Recipe["attention.tau"] ?? new AttentionMetricOptions().Tau;

    public override bool IsClaim => true;

    public override bool IsShare => true;

    protected override double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn) => Mean(drawn, a => Ratio(a) >= least ? 1 : 0);
}
