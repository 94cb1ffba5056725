using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary>
/// <c>attention_mass</c>: the share of all attention that persistent tokens receive. It says nothing without <see cref="PersistentTokenShare"/> beside it: attention that makes no
/// difference gives them as much as there are of them.
/// </summary>
public sealed class AttentionMass() : AttentionMetric("attention_mass", "the share of all attention that goes to persistent sightings")
{
    protected override double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn) => Mean(drawn, a => a.Mass(1));
}

/// <summary><c>persistent_token_share</c>: the share of tokens that are persistent: what <see cref="AttentionMass"/> would be without any preference.</summary>
public sealed class PersistentTokenShare() : AttentionMetric("persistent_token_share", "the share of sightings that are persistent: the mass that attention without preference gives them")
{
    public override bool HasDirection => false;

    protected override double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn) => Mean(drawn, a => (double)a.Tokens(1) / a.Labels.Count);
}
