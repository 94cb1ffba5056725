using Saccade.Media;

namespace Saccade.Editing.Grid.Sampling;

/// <summary>How a timeline becomes a grid.</summary>
public sealed record SamplingOptions
{
    public static SamplingOptions Default { get; } = new();

    public GridLayout Layout { get; init; } = GridLayout.Nine;

    /// <summary>Seconds from row to row.</summary>
    public MediaTime Step { get; init; } = TimelineGrid.DefaultStep;

    public AssetRules Assets { get; init; } = AssetRules.Separate;
}
