using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary><c>attention_excluded</c>: how many clips have no ratio, since all their tokens are of one kind.</summary>
public sealed class AttentionExcluded() : AttentionMetric("attention_excluded", "clips without a ratio, since their sightings are all of one kind")
{
    public override bool HigherIsBetter => false;

    public override bool HasDirection => false;

    protected override double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn) => drawn.Sum(d => IsEligible(d.Attention) ? 0 : d.Count);
}
