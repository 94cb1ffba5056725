using System.Text.Json.Nodes;
using Saccade.Studio.Curves;
using Saccade.Studio.Runs;
using Saccade.Training;

namespace Saccade.Studio.Comparing;

/// <summary>Compares runs by what is stored with them: nothing is trained or predicted for it. The numbers are those of <c>saccade compare</c>, which computes them by the same code.</summary>
/// <param name="applications">Those that runs may be of.</param>
internal sealed class RunComparison(ApplicationList applications)
{
    public ComparePage Of(IReadOnlyList<(RunRow Row, string Path)> runs)
    {
        var evidence = runs.Select(r => Try(() => RunFolder.Open(r.Path).ReadEvidence()) ?? new Dictionary<Split, Evaluation>()).ToArray();
        var (metrics, problem) = ((IReadOnlyList<MetricBeside>)[], (string?)null);
        try
        {
            metrics = Metrics(runs, evidence);
        }
        catch (Exception refusal) when (refusal is RunException or RecipeException)
        {
            problem = runs.Aggregate(refusal.Message, (message, run) => message.Replace(run.Path, run.Row.Id, StringComparison.Ordinal)).ReplaceLineEndings(" ");
        }
        return new(
            [.. runs.Select(r => r.Row)],
            Differences([.. runs.Select(r => Try(() => RunFolder.Open(r.Path).ReadInfo())?.Recipe ?? [])]),
            metrics,
            [.. runs.Zip(evidence).SelectMany(r => r.Second.OrderByDescending(e => e.Key).Where(e => e.Value.Confusion is not null)
                .Select(e => new ShownConfusion(r.First.Row.Id, Word(e.Key), e.Value.Confusion!.Classes, e.Value.Confusion.Counts)))],
            [.. runs.SelectMany(r => SeriesOf(r.Path)).Distinct()],
            problem);
    }

    private List<MetricBeside> Metrics(IReadOnlyList<(RunRow Row, string Path)> runs, IReadOnlyDictionary<Split, Evaluation>[] evidence)
    {
        var splits = Enum.GetValues<Split>().Where(split => evidence.All(e => e.ContainsKey(split))).OrderDescending().ToArray();
        if (splits.Length == 0)
            return [];
        var bound = runs.Select(r => (Run: RunFolder.Open(r.Path), Bound: applications.Bind(RunFolder.Open(r.Path)))).ToArray();
        if (bound.FirstOrDefault(b => b.Bound.Application != bound[0].Bound.Application) is { Run: not null } other)
            throw new RunException($"{bound[0].Run.Root} and {other.Run.Root} cannot be compared: they are for different tasks, {bound[0].Bound.Application.Task} and {other.Bound.Application.Task}");
        var metrics = ComparableMetrics.Of(bound[0].Bound.Application, [.. bound.Select(b => (b.Run, b.Bound.Recipe))]);
        return [.. splits.SelectMany(split =>
        {
            var compared = runs.Select((r, i) => ComparedRun.Of(Path.GetFileName(r.Path), bound[i].Run, evidence[i][split] with { Run = r.Row.Id }, bound[i].Run.ReadOutputs(split))).ToArray();
            var comparison = Comparison.Of(compared, metrics);
            return metrics.Where(m => compared.Any(c => c.Evaluation.Metrics.ContainsKey(m.Name))).Select(m => new MetricBeside(
                Word(split), m.Name,
                [.. compared.Select(c => c.Evaluation.Metrics.GetValueOrDefault(m.Name) ?? new Interval(double.NaN, double.NaN, double.NaN))],
                [.. comparison.Differences.Where(d => d.Metric == m.Name)]));
        })];
    }

    private static IReadOnlyList<RecipeKey> Differences(IReadOnlyList<JsonObject> recipes) =>
    [
        .. recipes.SelectMany(r => r.Select(k => k.Key)).Distinct().Select(key => new RecipeKey(key, [.. recipes.Select(r => r.ContainsKey(key) ? Text(r[key]) : null)]))
            .Where(k => k.Values.Any(v => v != k.Values[0]))
            // A key that only some have says less than one in which they differ.
            .OrderBy(k => k.Values.Contains(null)),
    ];

    private static string[] SeriesOf(string path) => Try(() =>
    {
        var journal = new JournalSummary(Path.Combine(path, "journal.jsonl"));
        journal.Update();
        return SeriesNames.Of(journal.LastStep, journal.LastEpoch).Where(n => !n.StartsWith(SeriesNames.LayerPrefix, StringComparison.Ordinal)).ToArray();
    }) ?? [];

    /// <summary>A run that is damaged has its row, and nothing to compare.</summary>
    private static T? Try<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (RunException)
        {
            return null;
        }
    }

    private static string Text(JsonNode? value) => value is JsonArray list ? string.Join(" ", list.Select(Text)) : value?.ToString() ?? "";

    private static string Word(Split split) => split.ToString().ToLowerInvariant();
}
