using Saccade.Studio.Runs;
using Saccade.Training;

namespace Saccade.Studio.Comparing;

/// <summary>Several runs beside each other.</summary>
/// <param name="Runs">In the order in which they were asked for.</param>
/// <param name="Recipe">The keys in which their recipes differ.</param>
/// <param name="Metrics">On the splits on which all of them were judged.</param>
/// <param name="Confusions">Of each run and split that has one.</param>
/// <param name="Series">Names of curves that any of them has, but for single layers.</param>
/// <param name="Problem">Why there are no metrics, in one line; null: there are, or nothing was judged yet.</param>
internal sealed record ComparePage(
    IReadOnlyList<RunRow> Runs, IReadOnlyList<RecipeKey> Recipe, IReadOnlyList<MetricBeside> Metrics, IReadOnlyList<ShownConfusion> Confusions, IReadOnlyList<string> Series, string? Problem);

/// <summary>A key of the recipe and what each run has; null: not that key.</summary>
internal sealed record RecipeKey(string Key, IReadOnlyList<string?> Values);

/// <summary>One metric of each run, and the differences of what was compared: runs, or models where several runs differ in their seed alone.</summary>
internal sealed record MetricBeside(string Split, string Metric, IReadOnlyList<Interval> Values, IReadOnlyList<ComparedMetric> Differences);

/// <summary>Rows are the truth, columns the answers.</summary>
internal sealed record ShownConfusion(string Run, string Split, IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<int>> Counts);
