using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Judging;

/// <summary>Data of which rows are predicted, as baselines take it.</summary>
internal interface IForecastData : IDataSource
{
    /// <summary>The timelines that may be learnt from, whole.</summary>
    IReadOnlyList<TimelineGrid> Training { get; }

    /// <summary>Each sample of a split once, in order: those that the model is judged on.</summary>
    IEnumerable<ForecastSample> Samples(Split split);
}
