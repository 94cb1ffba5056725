namespace Saccade.Training;

/// <summary>The bootstrap draws of one set of samples, made once and used for every metric and model judged on it.</summary>
internal sealed class Resampling
{
    private readonly int[][] counts;

    private Resampling(int[][] counts, int groups) => (this.counts, Groups) = (counts, groups);

    /// <summary>Independent groups of samples.</summary>
    public int Groups { get; }

    public static Resampling Of(IReadOnlyList<SampleOutput> outputs, int draws, ulong seed)
    {
        var bootstrap = new GroupBootstrap(outputs, seed);
        // A single group drawn again and again would give an interval of width zero.
        var counts = new int[bootstrap.Groups < 2 ? 0 : draws][];
        for (var draw = 0; draw < counts.Length; draw++)
            bootstrap.Draw(draw, counts[draw] = new int[outputs.Count]);
        return new Resampling(counts, bootstrap.Groups);
    }

    /// <returns>The metric of each draw; empty when there are fewer than two groups.</returns>
    public double[] Evaluate(IMetric metric, SampleOutput[] outputs) => Array.ConvertAll(counts, c => metric.Evaluate(outputs, c));
}
