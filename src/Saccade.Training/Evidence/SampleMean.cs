namespace Saccade.Training;

/// <summary>Means over samples of a number that some of them have, worked out once for any draw of the samples.</summary>
internal static class SampleMean
{
    /// <param name="outputs">The samples.</param>
    /// <param name="number">A sample's number; null for one that has none.</param>
    /// <returns>The mean over those that are drawn and have one, NaN where there is none.</returns>
    public static MetricOfDraw Over(SampleOutput[] outputs, Func<SampleOutput, double?> number)
    {
        var numbers = outputs.Index().Select(o => (Sample: o.Index, Number: number(o.Item))).Where(n => n.Number is not null).Select(n => (n.Sample, Number: n.Number!.Value)).ToArray();
        return counts =>
        {
            double sum = 0;
            long all = 0;
            foreach (var (sample, value) in numbers)
            {
                // What is not drawn has no say, be it infinite.
                if (counts[sample] == 0)
                    continue;
                sum += counts[sample] * value;
                all += counts[sample];
            }
            return all > 0 ? sum / all : double.NaN;
        };
    }
}
