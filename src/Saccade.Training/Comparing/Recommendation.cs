using System.Globalization;

namespace Saccade.Training;

/// <summary>Which model to take: the cheapest among those that are not significantly worse than the best in the metric that matters most.</summary>
/// <param name="Model">Its name as the differences call it; null when none can be recommended.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Reasons">What it follows from, each a sentence with its numbers.</param>
public sealed record Recommendation(string? Model, string Text, IReadOnlyList<string> Reasons)
{
    internal static Recommendation Of(IReadOnlyList<ModelSummary> models, IReadOnlyList<ComparedMetric> differences, IReadOnlyList<IMetric> metrics)
    {
        var metric = metrics.FirstOrDefault(m => m.IsClaim && models.All(s => s.Metrics.ContainsKey(m.Name)));
        if (metric is null)
            return new Recommendation(null, "No model can be recommended: there is no metric that all of them have.", []);
        var supported = models.Where(m => m.Verdicts.GetValueOrDefault(metric.Name) == Training.Verdicts.Supported).ToArray();
        if (supported.Length == 0)
            return new Recommendation(null, $"No model can be recommended: none is shown to be better than its controls in {metric.Name}.",
                [.. models.Select(m => $"{m.Label}: {m.Verdicts.GetValueOrDefault(metric.Name, Training.Verdicts.NothingClaimed)}")]);
        var best = supported.MaxBy(m => (metric.HigherIsBetter ? 1 : -1) * m.Metrics[metric.Name].Value)!;
        var asGood = supported.Where(m => m == best || Between(m, best, metric.Name, differences).Conclusion == Comparison.NoDifference).ToArray();
        var chosen = asGood.OrderBy(Price).ThenBy(m => m.Cost?.Parameters ?? 0).First();
        return new Recommendation(chosen.Name, $"Take {chosen.Label}: {Why(asGood.Length, chosen == best, metric.Name)}.", [.. Explain(models, supported, best, asGood, chosen, differences, metrics, metric)]);
    }

    /// <summary>Of changes to one model: which of them to keep.</summary>
    internal static Recommendation OfChanges(ModelSummary baseline, IReadOnlyList<ModelSummary> models, IReadOnlyList<ComparedMetric> differences)
    {
        var changes = ChangeOutcome.Of(differences);
        string Label(string name) => models.First(m => m.Name == name).Label;
        var text = string.Join("; ", changes.GroupBy(c => c.Conclusion).Select(g => $"{g.Key}: {string.Join(", ", g.Select(c => Label(c.Model)))}"));
        return new Recommendation(null, $"Compared with {baseline.Label}: {text}.",
            [.. models.Any(m => m.Runs.Count == 1) ? ["One seed only: what another training would give is not known, and small differences may be its chance."] : Array.Empty<string>(), .. changes.SelectMany(c => c.Better.Select(d => (Word: "better", d)).Concat(c.Worse.Select(d => (Word: "worse", d))).Select(e =>
                $"{Label(c.Model)} is {e.Word} in {e.d.Metric} by {Number(Math.Abs(e.d.Difference))} ({Number(e.d.Low)} to {Number(e.d.High)}), corrected p {Number(e.d.AdjustedP)}."))]);
    }

    private static string Why(int asGood, bool isBest, string metric) => (asGood, isBest) switch
    {
        (1, _) => $"it is the best in {metric}, and no other is as good",
        (_, true) => $"it is the best in {metric}, and none as good is cheaper",
        _ => $"it is the cheapest of those that are not significantly worse than the best in {metric}",
    };

    private static IEnumerable<string> Explain(
        IReadOnlyList<ModelSummary> models, ModelSummary[] supported, ModelSummary best, ModelSummary[] asGood, ModelSummary chosen,
        IReadOnlyList<ComparedMetric> differences, IReadOnlyList<IMetric> metrics, IMetric metric)
    {
        var value = best.Metrics[metric.Name];
        yield return $"{best.Label} has the best {metric.Name} of those that beat their controls: {Number(value.Value)} ({Number(value.Low)} to {Number(value.High)}).";
        foreach (var model in supported.Where(m => m != best))
        {
            var d = Between(model, best, metric.Name, differences);
            yield return $"{model.Label} is {(asGood.Contains(model) ? "not significantly" : "significantly")} worse: {Number(d.Difference)} ({Number(d.Low)} to {Number(d.High)}), corrected p {Number(d.AdjustedP)}.";
        }
        foreach (var model in models.Except(supported))
            yield return $"{model.Label} is left out: {model.Verdicts.GetValueOrDefault(metric.Name, Training.Verdicts.NothingClaimed)}.";
        foreach (var model in asGood.Where(m => m != chosen && m.Cost is not null && chosen.Cost is not null))
            yield return $"{chosen.Label} takes {Million(chosen.Cost!.MultiplyAdds)} multiply-adds and {Number(chosen.Cost.LatencyMs)} ms a sample, {model.Label} {Million(model.Cost!.MultiplyAdds)} and {Number(model.Cost.LatencyMs)} ms.";
        foreach (var other in metrics.Where(m => m.IsClaim && m != metric))
        {
            foreach (var model in supported.Where(m => m != chosen && m.Metrics.ContainsKey(other.Name) && chosen.Metrics.ContainsKey(other.Name)))
            {
                if (Between(model, chosen, other.Name, differences).Conclusion == $"{model.Name} is better")
                    yield return $"But {model.Label} is significantly better in {other.Name}: {Number(model.Metrics[other.Name].Value)} against {Number(chosen.Metrics[other.Name].Value)}.";
            }
        }
        if (models.Any(m => m.Runs.Count == 1))
            yield return $"{string.Join(", ", models.Where(m => m.Runs.Count == 1).Select(m => m.Label))}: one seed only, so what another training would give is not known.";
    }

    /// <summary>Multiply-adds where they were measured.</summary>
    private static long Price(ModelSummary model) => model.Cost?.MultiplyAdds ?? 0;

    /// <summary>The first model's value minus the second's.</summary>
    private static ComparedMetric Between(ModelSummary first, ModelSummary second, string metric, IReadOnlyList<ComparedMetric> differences)
    {
        var found = differences.First(d => d.Metric == metric && (d.A, d.B) is var pair && (pair == (first.Name, second.Name) || pair == (second.Name, first.Name)));
        return found.A == first.Name ? found : found with { A = found.B, B = found.A, Difference = -found.Difference, Low = -found.High, High = -found.Low };
    }

    // Adding zero turns -0 into 0.
    private static string Number(double value) => (value + 0.0).ToString("G3", CultureInfo.InvariantCulture);

    private static string Million(long count) => $"{Number(count / 1e6)} million";
}
