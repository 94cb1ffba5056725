namespace Saccade.Training;

/// <summary>
/// Turns outputs of a model and of its baselines into an <see cref="Evaluation"/>: intervals, paired differences, a verdict
/// for each claim. Knows neither models nor data, so that anybody's predictions can be judged.
/// </summary>
public sealed class EvidenceCourt
{
    private const int Draws = 1000;
    private const double ErrorAbove = 0.025; // how often a model as good as a ceiling is taken for better
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
        this.accepted = accepted;
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
        var above = aligned.Where(b => b.Baseline.IsCeiling).SelectMany(b => known
            .Where(k => k.Metric.IsClaim && values[b.Baseline.Name].ContainsKey(k.Metric.Name)).Select(k => (k.Metric, Ceiling: b))).ToArray();
        var draws = resampling.Evaluate([
            .. known.Select(k => (k.Metric, outputs)), .. best.Select(b => (b.Metric, b.Rival.Outputs)), .. above.Select(a => (a.Metric, a.Ceiling.Outputs))]);
        var own = known.Select((k, i) => (k.Metric.Name, Interval: Own(k.Metric, k.Value, draws[i]))).ToDictionary(k => k.Name, k => k.Interval);
        var judged = checks.Concat(aligned.Where(b => b.Baseline.IsCeiling).Select(b => Above(b.Baseline.Name))).ToArray();
        // What the numbers are instead is said first: nothing else that is wrong with them changes it.
        var failed = judged.Where(c => !c.Passed && !(accepted.Contains(c.Name) && c.Instead is null)).OrderBy(c => c.Instead is null).FirstOrDefault();
        var claims = new List<Claim>();
        foreach (var (place, (metric, rival)) in best.Index())
        {
            var (value, low, high) = own[metric.Name];
            var name = rival.Baseline.Name;
            var difference = Interval.FromDraws(value - values[name][metric.Name], Differences(metric, draws[known.Length + place]));
            claims.Add(new Claim(metric.Name, value, low, high, name, difference, failed is null ? Verdict(metric, difference, name) : Verdicts.Invalid(failed)));
        }
        return new Evaluation
        {
            Task = task,
            Run = run,
            Split = split,
            Samples = outputs.Length,
            Metrics = own,
            LowerIsBetter = [.. known.Where(k => k.Metric is { HigherIsBetter: false, HasDirection: true }).Select(k => k.Metric.Name)],
            Baselines = Named(isRival: true),
            Information = Named(isRival: false),
            Checks = judged,
            Claims = claims,
            Verdict = claims.Count == 0 && failed is not null ? Verdicts.Invalid(failed) : Verdicts.Worst(claims.Select(c => c.Verdict)),
            Accepted = [.. accepted.Where(name => judged.Any(c => c.Name == name && !c.Passed))],
            Confusion = ConfusionMatrix.From(outputs, classNames),
            Reliability = ReliabilityBin.Of(outputs),
        };

        IEnumerable<double> Differences(IMetric metric, double[] other) => draws[Array.FindIndex(known, k => k.Metric == metric)].Zip(other, (a, b) => a - b);

        CheckResult Above(string ceiling)
        {
            var compared = above.Index().Where(a => a.Item.Ceiling.Baseline.Name == ceiling).ToArray();
            var details = new List<string>();
            var passed = true;
            foreach (var (place, (metric, _)) in compared)
            {
                // Towards the better side; the chance of an error is shared by all metrics that are compared.
                var sign = metric.HigherIsBetter ? 1 : -1;
                var sorted = Differences(metric, draws[known.Length + best.Length + place]).Select(d => sign * d).Where(d => !double.IsNaN(d)).Order().ToArray();
                var isAbove = sorted.Length > 0 && Quantile.OfSorted(sorted, ErrorAbove / compared.Length) > 0;
                passed &= !isAbove;
                details.Add(FormattableString.Invariant($"{metric.Name} {own[metric.Name].Value:0.0000} where {values[ceiling][metric.Name]:0.0000} is the most there can be{(isAbove ? ": the model has seen more than it should" : "")}"));
            }
            return new CheckResult($"above_{ceiling}", passed, details.Count == 0 ? "nothing to compare" : string.Join("; ", details));
        }

        Interval Own(IMetric metric, double value, double[] drawn) =>
            metric.IsShare ? Interval.OfShare(value, drawn, resampling.Groups) : Interval.FromDraws(value, drawn);

        Dictionary<string, IReadOnlyDictionary<string, double>> Named(bool isRival) =>
            baselines.Where(b => b.IsRival == isRival).ToDictionary(b => b.Name, b => (IReadOnlyDictionary<string, double>)values[b.Name]);
    }

    private static string Verdict(IMetric metric, Interval difference, string baseline)
    {
        // An interval that does not exist (one group) supports nothing: comparisons with NaN are false.
        var better = metric.HigherIsBetter ? difference.Low > 0 : difference.High < 0;
        return better ? Verdicts.Supported : Verdicts.NoBetterThan(baseline);
    }

    private static SampleOutput[] Align(string name, IReadOnlyList<SampleOutput> outputs, SampleOutput[] model)
    {
        var byId = outputs.ToDictionary(o => o.Id, StringComparer.Ordinal);
        return [.. model.Select(m => byId.TryGetValue(m.Id, out var output)
            ? output
            : throw new RunException($"baseline {name} says nothing of sample '{m.Id}', which the model is judged on"))];
    }
}
