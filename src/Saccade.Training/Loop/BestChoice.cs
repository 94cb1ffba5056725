namespace Saccade.Training;

/// <summary>What the best epoch is chosen by: the metric that <c>trainer.best_by</c> names, or the lowest validation loss.</summary>
internal sealed class BestChoice
{
    private readonly string measure;
    private readonly bool higherIsBetter;

    /// <exception cref="RecipeException">There is no such metric; names the nearest.</exception>
    public BestChoice(string bestBy, IReadOnlyList<IMetric> metrics)
    {
        if (bestBy.Length > 0 && metrics.All(m => m.Name != bestBy))
            throw new RecipeException("recipe", 0, "trainer.best_by", $"is '{bestBy}', which is no metric here; the nearest is '{NearestName.Of(bestBy, metrics.Select(m => m.Name))}'");
        measure = bestBy.Length > 0 ? bestBy : "loss";
        higherIsBetter = metrics.Any(m => m.Name == bestBy && m.HigherIsBetter);
    }

    /// <summary>The number it is about.</summary>
    public double Of(EpochEntry entry) => entry.Measure(measure);

    /// <summary>Whether an epoch beats all before it.</summary>
    public bool Beats(EpochEntry entry, TrainingState soFar) =>
        soFar.BestEpoch == 0 || (higherIsBetter ? Of(entry) > soFar.BestValue : Of(entry) < soFar.BestValue);
}
