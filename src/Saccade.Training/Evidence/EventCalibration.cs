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

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        var parts = outputs.Index().SelectMany(o => Of(o.Item, positives, o.Index, 1).Concat(Of(o.Item, negatives, o.Index, 0))).ToArray();
        return counts =>
        {
            // Of each bin the sum of (probability - event); the bins' sizes cancel out against their weights.
            Span<double> off = stackalloc double[ExpectedCalibrationError.Bins];
            off.Clear();
            long all = 0;
            foreach (var (sample, bin, distance) in parts)
            {
                off[bin] += counts[sample] * distance;
                all += counts[sample];
            }
            double sum = 0;
            foreach (var bin in off)
                sum += Math.Abs(bin);
            return all > 0 ? sum / all : double.NaN;
        };
    }

    private static IEnumerable<(int Sample, int Bin, double Distance)> Of(SampleOutput output, string kind, int sample, int isEvent) =>
        output.Values?.GetValueOrDefault(kind) is { } probabilities ? probabilities.Select(p => (sample, ExpectedCalibrationError.BinOf(p), p - (double)isEvent)) : [];
}
