namespace Saccade.Training;

/// <summary>
/// Turns outputs of a model and of its baselines into an <see cref="Evaluation"/>: intervals, paired differences, a verdict
/// for each claim. Knows neither models nor data, so that anybody's predictions can be judged.
/// </summary>
public sealed class EvidenceCourt
{
    private const int Draws = 1000;
    private const ulong Seed = 20260101; // any fixed number: the same outputs always get the same intervals

    private readonly IReadOnlyList<IMetric> metrics;
    private readonly IReadOnlyList<CheckResult> checks;
    private readonly IReadOnlyList<string> accepted;

    /// <param name="metrics">What is computed; those that are claims get verdicts.</param>
    /// <param name="checks">Results of the data checks.</param>
    /// <param name="accepted">Names of checks whose failure the user accepts.</param>
    public EvidenceCourt(IReadOnlyList<IMetric> metrics, IReadOnlyList<CheckResult> checks, IReadOnlyList<string> accepted)
    {
        this.metrics = metrics;
        this.checks = checks;
        this.accepted = [.. accepted.Where(name => checks.Any(c => c.Name == name && !c.Passed))];
    }

    /// <param name="task">The task's name.</param>
    /// <param name="run">The run's folder, or the file of predictions.</param>
    /// <param name="split">Which split the samples are.</param>
    /// <param name="model">The model's outputs.</param>
    /// <param name="baselines">Each with an output for every sample of the model's.</param>
    /// <param name="classNames">Names of the classes by label.</param>
    public Evaluation Judge(string task, string run, Split split, IReadOnlyList<SampleOutput> model, IReadOnlyList<BaselineOutputs> baselines, IReadOnlyList<string> classNames)
    {
        var outputs = model.ToArray();
        var once = Enumerable.Repeat(1, outputs.Length).ToArray();
        var resampling = new Resampling(outputs, Draws, Seed);
        var known = metrics.Select(m => (Metric: m, Value: m.Evaluate(outputs, once))).Where(m => !double.IsNaN(m.Value)).ToArray();
        var aligned = baselines.Select(b => (Baseline: b, Outputs: Align(b.Name, b.Outputs, outputs))).ToArray();
        var values = aligned.ToDictionary(b => b.Baseline.Name, b => metrics.Select(m => (m.Name, Value: m.Evaluate(b.Outputs, once)))
            .Where(m => !double.IsNaN(m.Value)).ToDictionary(m => m.Name, m => m.Value), StringComparer.Ordinal);

        // A claim is compared with the best of its rivals.
        var best = known.Where(k => k.Metric.IsClaim).Select(k => (k.Metric, Rival: aligned
                .Where(b => b.Baseline.IsRival && values[b.Baseline.Name].ContainsKey(k.Metric.Name))
                .OrderByDescending(b => (k.Metric.HigherIsBetter ? 1 : -1) * values[b.Baseline.Name][k.Metric.Name]).FirstOrDefault()))
            .Where(b => b.Rival.Baseline is not null).ToArray();
        var draws = resampling.Evaluate([.. known.Select(k => (k.Metric, outputs)), .. best.Select(b => (b.Metric, b.Rival.Outputs))]);
        var own = known.Select((k, i) => (k.Metric.Name, Interval: Own(k.Metric, k.Value, draws[i]))).ToDictionary(k => k.Name, k => k.Interval);
        var claims = new List<Claim>();
        foreach (var (place, (metric, rival)) in best.Index())
        {
            var (value, low, high) = own[metric.Name];
            var name = rival.Baseline.Name;
            var drawsOfOwn = draws[Array.FindIndex(known, k => k.Metric == metric)];
            var difference = Interval.FromDraws(value - values[name][metric.Name], drawsOfOwn.Zip(draws[known.Length + place], (a, b) => a - b));
            claims.Add(new Claim(metric.Name, value, low, high, name, difference, Verdict(metric, difference, name)));
        }
        return new Evaluation
        {
            Task = task,
            Run = run,
            Split = split,
            Samples = outputs.Length,
            Metrics = own,
            LowerIsBetter = [.. known.Where(k => !k.Metric.HigherIsBetter).Select(k => k.Metric.Name)],
            Baselines = Named(isRival: true),
            Information = Named(isRival: false),
            Checks = checks,
            Claims = claims,
            Verdict = claims.Count == 0 && FailedCheck() is { } check ? Verdicts.Invalid(check) : Verdicts.Worst(claims.Select(c => c.Verdict)),
            Accepted = accepted,
            Confusion = ConfusionMatrix.From(outputs, classNames),
            Reliability = ReliabilityBin.Of(outputs),
        };

        Interval Own(IMetric metric, double value, double[] drawn) =>
            metric.IsShare ? Interval.OfShare(value, drawn, resampling.Groups) : Interval.FromDraws(value, drawn);

        Dictionary<string, IReadOnlyDictionary<string, double>> Named(bool isRival) =>
            baselines.Where(b => b.IsRival == isRival).ToDictionary(b => b.Name, b => (IReadOnlyDictionary<string, double>)values[b.Name]);
    }

    private string Verdict(IMetric metric, Interval difference, string baseline)
    {
        if (FailedCheck() is { } check)
            return Verdicts.Invalid(check);
        // An interval that does not exist (one group) supports nothing: comparisons with NaN are false.
        var better = metric.HigherIsBetter ? difference.Low > 0 : difference.High < 0;
        return better ? Verdicts.Supported : Verdicts.NoBetterThan(baseline);
    }

    private string? FailedCheck() => checks.FirstOrDefault(c => !c.Passed && !accepted.Contains(c.Name))?.Name;

    private static SampleOutput[] Align(string name, IReadOnlyList<SampleOutput> outputs, SampleOutput[] model)
    {
        var byId = outputs.ToDictionary(o => o.Id, StringComparer.Ordinal);
        return [.. model.Select(m => byId.TryGetValue(m.Id, out var output)
            ? output
            : throw new RunException($"baseline {name} says nothing of sample '{m.Id}', which the model is judged on"))];
    }
}
