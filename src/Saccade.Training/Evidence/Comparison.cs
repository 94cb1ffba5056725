namespace Saccade.Training;

/// <summary>The object that <c>compare --json</c> prints: runs judged on the same samples, and their differences.</summary>
public sealed record Comparison(IReadOnlyList<Evaluation> Runs, IReadOnlyList<ComparedMetric> Differences)
{
    public const string NoDifference = "no difference";
    private const int Draws = 1000;
    private const ulong Seed = 20260102;

    /// <summary>Compares each pair of runs in each metric that both have, sample by sample.</summary>
    /// <param name="runs">Each run's evaluation and its outputs.</param>
    /// <param name="metrics">The application's metrics.</param>
    /// <exception cref="RunException">Two runs were not judged on the same samples; names both.</exception>
    public static Comparison Of(IReadOnlyList<(Evaluation Evaluation, IReadOnlyList<SampleOutput> Outputs)> runs, IReadOnlyList<IMetric> metrics)
    {
        var differences = new List<ComparedMetric>();
        var sorted = runs.Select(r => r.Outputs.OrderBy(o => o.Id, StringComparer.Ordinal).ToArray()).ToArray();
        for (var first = 0; first < runs.Count; first++)
        {
            for (var second = first + 1; second < runs.Count; second++)
            {
                var (a, b) = (runs[first].Evaluation, runs[second].Evaluation);
                if (!sorted[first].Select(o => o.Id).SequenceEqual(sorted[second].Select(o => o.Id)))
                    throw new RunException($"{a.Run} and {b.Run} were not judged on the same samples; give both the same --data and --split");
                var shared = metrics.Where(m => a.Metrics.ContainsKey(m.Name) && b.Metrics.ContainsKey(m.Name)).ToArray();
                var draws = new Resampling(sorted[first], Draws, Seed)
                    .Evaluate([.. shared.Select(m => (m, sorted[first])), .. shared.Select(m => (m, sorted[second]))]);
                differences.AddRange(shared.Select((m, i) => Difference(m, a, b, draws[i], draws[shared.Length + i])));
            }
        }
        return new Comparison([.. runs.Select(r => r.Evaluation)], differences);
    }

    private static ComparedMetric Difference(IMetric metric, Evaluation a, Evaluation b, double[] drawsA, double[] drawsB)
    {
        var value = a.Metrics[metric.Name].Value - b.Metrics[metric.Name].Value;
        var interval = Interval.FromDraws(value, drawsA.Zip(drawsB, (x, y) => x - y));
        var conclusion = interval.Low > 0 ? Better(metric.HigherIsBetter) : interval.High < 0 ? Better(!metric.HigherIsBetter) : NoDifference;
        return new ComparedMetric(a.Run, b.Run, metric.Name, value, interval.Low, interval.High, conclusion);

        string Better(bool first) => $"{(first ? a.Run : b.Run)} is better";
    }
}

/// <summary>One metric of two runs: <paramref name="Difference"/> is a minus b, with its 95 % interval and what follows.</summary>
public sealed record ComparedMetric(string A, string B, string Metric, double Difference, double Low, double High, string Conclusion);
