namespace Saccade.Training;

/// <summary>The bootstrap draws of one set of samples, the same for every metric and model judged on it.</summary>
internal sealed class Resampling(IReadOnlyList<SampleOutput> outputs, int draws, ulong seed)
{
    private readonly GroupBootstrap bootstrap = new(outputs, seed);

    /// <summary>Independent groups of samples.</summary>
    public int Groups => bootstrap.Groups;

    /// <summary>Several metrics of each draw. Draws are made one by one and forgotten, so that many samples need no more memory than few.</summary>
    /// <param name="wanted">Each metric with the outputs, in the order of the samples, that it is computed from.</param>
    /// <returns>For each of <paramref name="wanted"/> its value in every draw; none when there are fewer than two groups.</returns>
    public double[][] Evaluate(IReadOnlyList<(IMetric Metric, SampleOutput[] Outputs)> wanted)
    {
        // A single group drawn again and again would give an interval of width zero.
        var made = Groups < 2 ? 0 : draws;
        var values = wanted.Select(_ => new double[made]).ToArray();
        var metrics = wanted.Select(w => w.Metric.Over(w.Outputs)).ToArray();
        Parallel.For(0, made, () => new int[outputs.Count], (draw, _, counts) =>
        {
            bootstrap.Draw(draw, counts);
            for (var i = 0; i < metrics.Length; i++)
                values[i][draw] = metrics[i](counts);
            return counts;
        }, _ => { });
        return values;
    }
}
