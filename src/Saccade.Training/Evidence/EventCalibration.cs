namespace Saccade.Training;

/// <summary>
/// How far probabilities of an event are off: within bins of probability, the distance between their mean and the share of parts at which the event was there, weighted by the bins' parts (Naeini et al. 2015). Parts
/// with the event and parts without it have their own numbers in <see cref="SampleOutput.Values"/>. For information; it is no claim.
/// </summary>
/// <param name="name">The stable snake_case name.</param>
/// <param name="meaning">In words, without a full stop.</param>
/// <param name="positives">What the probabilities of parts with the event are called.</param>
/// <param name="negatives">What those of the others are called.</param>
public sealed class EventCalibration(string name, string meaning, string positives, string negatives) : IMetric
{
    public string Name => name;
    public string Meaning => meaning;
    public bool HigherIsBetter => false;
    public bool IsClaim => false;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        // Of each bin the sum of (probability - event); the bins' sizes cancel out against their weights.
        Span<double> off = stackalloc double[ExpectedCalibrationError.Bins];
        off.Clear();
        long parts = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (counts[i] == 0 || outputs[i].Values is not { } values)
                continue;
            parts += Add(off, values, positives, 1, counts[i]) + Add(off, values, negatives, 0, counts[i]);
        }
        double sum = 0;
        foreach (var bin in off)
            sum += Math.Abs(bin);
        return parts > 0 ? sum / parts : double.NaN;
    }

    private static long Add(Span<double> off, IReadOnlyDictionary<string, IReadOnlyList<float>> values, string kind, int isEvent, int count)
    {
        if (!values.TryGetValue(kind, out var probabilities))
            return 0;
        foreach (var probability in probabilities)
            off[ExpectedCalibrationError.BinOf(probability)] += count * (probability - isEvent);
        return (long)count * probabilities.Count;
    }
}
