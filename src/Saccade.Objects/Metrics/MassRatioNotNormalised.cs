using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary>
/// <c>attention_mass_ratio_not_normalised</c>: what an earlier system called its attention ratio. It divides what all persistent tokens receive by what all transient ones do and forgets
/// that there are more of the first: attention without preference gets about 4, and it is no evidence of anything.
/// </summary>
public sealed class MassRatioNotNormalised()
    : AttentionMetric("attention_mass_ratio_not_normalised", "no evidence: the historical ratio of sums, which is large because most sightings are persistent")
{
    public override bool HasDirection => false;

    protected override double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn) => Mean(drawn, a => a.Mass(1)) / Mean(drawn, a => a.Mass(0));
}
