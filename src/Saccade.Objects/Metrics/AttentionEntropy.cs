using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary><c>attention_entropy</c>: how evenly attention falls on a clip's tokens: 1 when all receive the same, 0 when one receives everything.</summary>
public sealed class AttentionEntropy() : AttentionMetric("attention_entropy", "how evenly attention falls: 1 when all sightings receive the same")
{
    public override bool HasDirection => false;

    protected override double Evaluate(IReadOnlyList<(TokenAttention Attention, int Count)> drawn) => Mean(drawn, a => a.Entropy / Math.Log(a.Labels.Count));
}
