namespace Saccade.Training;

/// <summary>The metrics by which runs are compared. A recipe may define a metric in its own way, and two definitions under one name cannot be compared.</summary>
public static class ComparableMetrics
{
    /// <param name="runs">The runs and the recipes that they were trained by, all of one task.</param>
    /// <param name="application">Their application.</param>
    /// <exception cref="RunException">Two recipes mean different things by one metric; names the runs, the metric and both meanings.</exception>
    public static IReadOnlyList<IMetric> Of(IApplication application, IReadOnlyList<(RunFolder Run, Recipe Recipe)> runs)
    {
        var first = application.MetricsOf(runs[0].Recipe);
        foreach (var (run, recipe) in runs.Skip(1))
        {
            var other = first.Zip(application.MetricsOf(recipe)).FirstOrDefault(pair => pair.First.Meaning != pair.Second.Meaning);
            if (other.First is not null)
                throw new RunException($"{runs[0].Run.Given} and {run.Given} cannot be compared: by {other.First.Name} one means {other.First.Meaning}, the other {other.Second.Meaning}; train both by the same definition");
        }
        return first;
    }
}
