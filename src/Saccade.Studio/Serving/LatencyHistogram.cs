using System.Globalization;
using System.Text;

namespace Saccade.Studio.Serving;

/// <summary>How many requests took how long, in the buckets of Prometheus. For any number of threads.</summary>
internal sealed class LatencyHistogram
{
    /// <summary>Upper bounds in seconds; what took longer is counted beyond the last.</summary>
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly long[] counts = new long[Bounds.Length + 1];
    private readonly Lock gate = new();
    private double sum;

    public void Add(TimeSpan time)
    {
        var seconds = time.TotalSeconds;
        var bucket = Array.FindIndex(Bounds, bound => seconds <= bound);
        lock (gate)
        {
            counts[bucket < 0 ? Bounds.Length : bucket]++;
            sum += seconds;
        }
    }

    /// <summary>The lines <c>NAME_bucket</c>, <c>NAME_sum</c> and <c>NAME_count</c>.</summary>
    public void Write(StringBuilder text, string name)
    {
        lock (gate)
        {
            var total = 0L;
            for (var i = 0; i < counts.Length; i++)
            {
                total += counts[i];
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{(i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf")}\"}} {total}\n");
            }
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum {sum}\n{name}_count {total}\n");
        }
    }
}
