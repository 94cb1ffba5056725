using System.Text.Json.Serialization;

namespace Saccade.Training;

/// <summary>The object that <c>compare --json</c> prints: runs judged on the same samples, the models they are of, their differences, and what follows.</summary>
public sealed record Comparison
{
    public const string NoDifference = "no difference";
    private const ulong Seed = 20260102;
    private const int FewestDraws = 1000;

    // So many that a difference as clear as can be passes the correction for so many pairs.
    private const int DrawsPerPair = 100;

    public required IReadOnlyList<Evaluation> Runs { get; init; }

    /// <summary>Runs of one recipe with different seeds are one model.</summary>
    public required IReadOnlyList<ModelSummary> Models { get; init; }

    /// <summary>The model that the others are compared with; null where each is compared with each.</summary>
    public string? Against { get; init; }

    /// <summary>Each pair of models in each metric that both have; of those compared with one model, the claimed metrics.</summary>
    public required IReadOnlyList<ComparedMetric> Differences { get; init; }

    /// <summary>Null on any other split than the test, or when nothing can be chosen on validation.</summary>
    public Ensemble? Ensemble { get; init; }

    public required Recommendation Recommendation { get; init; }

    /// <summary>What tables call each model and each run.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Labels =>
        Models.Select(m => (m.Name, m.Label)).Concat(Runs.Select(r => (Name: r.Run, Label: Path.GetFileName(r.Run)))).DistinctBy(l => l.Name).ToDictionary(l => l.Name, l => l.Label);

    /// <summary>Compares runs sample by sample.</summary>
    /// <param name="runs">At least one.</param>
    /// <param name="metrics">The application's metrics.</param>
    /// <param name="measure">Measures what a run's model costs, given its place in <paramref name="runs"/>; null leaves that out.</param>
    /// <param name="comparesSeeds">Whether runs of one recipe alone are compared with each other, instead of being one model with an interval.</param>
    /// <param name="against">The place in <paramref name="runs"/> of a run whose model the others are changes of: each is compared with that alone, and the question is which changes helped.</param>
    /// <exception cref="RunException">Two runs cannot be compared; names both and says why.</exception>
    public static Comparison Of(IReadOnlyList<ComparedRun> runs, IReadOnlyList<IMetric> metrics, Func<int, ModelCost?>? measure = null, bool comparesSeeds = true, int? against = null)
    {
        ComparableRuns.Require(runs);
        var outputs = runs.Select(r => r.Outputs.OrderBy(o => o.Id, StringComparer.Ordinal).ToArray()).ToArray();
        var models = ModelGroup.Of(runs, comparesSeeds);
        var baseline = against is { } run ? models.ToList().FindIndex(m => m.Runs.Contains(run)) : -1;
        var pairs = Pairs(models.Count, baseline).ToArray();
        var families = baseline < 0 ? metrics.Select(m => new[] { m }).ToArray() : [[.. metrics.Where(m => m.IsClaim)]];
        var chosen = runs[0].Evaluation.Split == Split.Test ? Training.Ensemble.Choose(runs, models, metrics) : null;
        var together = chosen is { } pair ? Training.Ensemble.Average(outputs[pair.First], outputs[pair.Second]) : null;

        var asked = runs.Index().SelectMany(r => metrics.Where(m => r.Item.Evaluation.Metrics.ContainsKey(m.Name)).Select(m => (Run: r.Index, Metric: m))).ToList();
        var ofEnsemble = together is null ? [] : metrics.Where(m => !double.IsNaN(Value(m, together))).ToArray();
        var resampling = new Resampling(outputs[0], Math.Max(FewestDraws, DrawsPerPair * pairs.Length * families.Max(f => f.Length)), Seed);
        var drawn = resampling.Evaluate([.. asked.Select(a => (a.Metric, outputs[a.Run])), .. ofEnsemble.Select(m => (m, together!))]);
        double[] DrawsOf(int run, IMetric metric) => drawn[asked.IndexOf((run, metric))];

        var values = new Dictionary<(int Model, IMetric Metric), (double Value, double[] Draws)>();
        foreach (var (model, metric) in models.Index().SelectMany(m => metrics.Select(k => (m.Index, k))))
        {
            var members = models[model].Runs;
            if (members.All(r => asked.Contains((r, metric))))
                values[(model, metric)] = (members.Average(r => runs[r].Evaluation.Metrics[metric.Name].Value), SeedBootstrap.Of([.. members.Select(r => DrawsOf(r, metric))], model));
        }
        var summaries = models.Select((m, i) => Summarize(m, runs, metrics.Where(k => values.ContainsKey((i, k))).ToDictionary(k => k, k => values[(i, k)]), resampling.Groups, measure)).ToArray();
        var differences = families.SelectMany(family => ComparedMetric.Of([.. family.SelectMany(metric => pairs.Where(p => values.ContainsKey((p.A, metric)) && values.ContainsKey((p.B, metric)))
            .Select(p => (p.A, p.B, Difference: Minus(values[(p.A, metric)], values[(p.B, metric)])))
            .Select(p => (metric, models[p.A].Name, models[p.B].Name, p.Difference.Value, p.Difference.Draws)))])).ToArray();
        return new Comparison
        {
            Runs = [.. runs.Select(r => r.Evaluation)],
            Models = summaries,
            Against = baseline < 0 ? null : models[baseline].Name,
            Differences = differences,
            Ensemble = chosen is { } members2 ? Judge(members2.First, members2.Second) : null,
            Recommendation = baseline < 0 ? Recommendation.Of(summaries, differences, metrics) : Recommendation.OfChanges(summaries[baseline], summaries, differences),
        };

        Ensemble Judge(int first, int second)
        {
            var judged = ofEnsemble.Select((m, i) => (Metric: m, Value: Value(m, together!), Draws: drawn[asked.Count + i])).ToArray();
            return new Ensemble(
                [runs[first].Evaluation.Run, runs[second].Evaluation.Run],
                judged.ToDictionary(j => j.Metric.Name, j => IntervalOf(j.Metric, j.Value, j.Draws, resampling.Groups)),
                [.. judged.Where(j => asked.Contains((first, j.Metric))).SelectMany(j =>
                {
                    var (value, draws) = Minus((j.Value, j.Draws), (runs[first].Evaluation.Metrics[j.Metric.Name].Value, DrawsOf(first, j.Metric)));
                    return ComparedMetric.Of([(j.Metric, Training.Ensemble.Name, runs[first].Evaluation.Run, value, draws)]);
                })]);
        }
    }

    private static ModelSummary Summarize(
        ModelGroup model, IReadOnlyList<ComparedRun> runs, Dictionary<IMetric, (double Value, double[] Draws)> values, int groups, Func<int, ModelCost?>? measure)
    {
        var members = model.Runs.Select(r => runs[r]).ToArray();
        return new ModelSummary
        {
            Name = model.Name,
            Label = model.Label,
            Runs = [.. members.Select(m => m.Evaluation.Run)],
            Seeds = [.. members.Select(m => ModelGroup.Seed(m.Info))],
            Metrics = values.ToDictionary(v => v.Key.Name, v =>
            {
                var interval = IntervalOf(v.Key, v.Value.Value, v.Value.Draws, groups);
                return new SeedInterval(interval.Value, interval.Low, interval.High, [.. members.Select(m => m.Evaluation.Metrics[v.Key.Name].Value)]);
            }),
            Verdicts = members.SelectMany(m => m.Evaluation.Claims).GroupBy(c => c.Metric).ToDictionary(g => g.Key, g => Training.Verdicts.Worst(g.Select(c => c.Verdict))),
            Confusion = members.Select(m => m.Evaluation.Confusion).Aggregate(ConfusionMatrix.Sum),
            TrainingSeconds = members.Average(m => m.TrainingSeconds),
            Cost = measure?.Invoke(model.Runs[0]),
        };
    }

    private static double Value(IMetric metric, SampleOutput[] outputs) => metric.Evaluate(outputs, Enumerable.Repeat(1, outputs.Length).ToArray());

    private static Interval IntervalOf(IMetric metric, double value, double[] draws, int groups) =>
        metric.IsShare ? Interval.OfShare(value, draws, groups) : Interval.FromDraws(value, draws);

    /// <summary>Each with each, or each with the baseline.</summary>
    private static IEnumerable<(int A, int B)> Pairs(int count, int baseline) => baseline >= 0
        ? Enumerable.Range(0, count).Where(a => a != baseline).Select(a => (a, baseline))
        : Enumerable.Range(0, count).SelectMany(a => Enumerable.Range(a + 1, count - a - 1).Select(b => (a, b)));

    private static (double Value, double[] Draws) Minus((double Value, double[] Draws) a, (double Value, double[] Draws) b) =>
        (a.Value - b.Value, [.. a.Draws.Zip(b.Draws, (x, y) => x - y)]);
}
