using System.ComponentModel.DataAnnotations;

namespace Saccade.Objects.Metrics;

/// <summary>Keys <c>attention.*</c>: how what a model attends to is judged.</summary>
public sealed record AttentionMetricOptions
{
    /// <summary>The ratio from which on a clip counts in <c>attention_consistency</c>.</summary>
    [Range(1.0, 1e6)]
    public double Tau { get; init; } = 1.3;
}
