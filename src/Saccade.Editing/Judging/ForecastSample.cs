using Saccade.Editing.Grid;

namespace Saccade.Editing.Judging;

/// <summary>A stretch of a timeline of which rows are predicted: one sample of the evidence, whoever predicts.</summary>
/// <param name="Id">Unique in its data.</param>
/// <param name="Project">What the bootstrap draws together.</param>
/// <param name="Truth">The stretch, with its content where there is one, in native units and all finite.</param>
/// <param name="Forecasts">What is predicted, in the order of steps.</param>
internal sealed record ForecastSample(string Id, string Project, TimelineGrid Truth, IReadOnlyList<Forecast> Forecasts)
{
    /// <summary>What was right by rules that are known; null where nobody knows them.</summary>
    public IReadOnlyList<DueChange>? Due { get; init; }
}
