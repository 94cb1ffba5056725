namespace Saccade.Training;

/// <summary>Means over the steps since they were last taken, for a journal entry.</summary>
internal sealed class RunningMeans
{
    private readonly SortedDictionary<string, double> sums = new(StringComparer.Ordinal);
    private double lossSum;
    private int steps;

    public void Add(StepOutcome outcome)
    {
        lossSum += outcome.Loss;
        steps++;
        foreach (var (name, value) in outcome.Parts)
            sums[name] = sums.GetValueOrDefault(name) + value;
    }

    public (double Loss, IReadOnlyDictionary<string, double> Parts, int Steps) Take()
    {
        var parts = sums.ToDictionary(s => s.Key, s => s.Value / steps);
        var means = (lossSum / steps, parts, steps);
        sums.Clear();
        (lossSum, steps) = (0, 0);
        return means;
    }
}
