using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>Refuses to compare what cannot be compared: runs of different tasks, on different data, judged on different splits or samples.</summary>
internal static class ComparableRuns
{
    private const int KeysShown = 3;

    /// <param name="runs">In the order in which they are compared.</param>
    /// <exception cref="RunException">Names two runs, what differs, and the way out.</exception>
    public static void Require(IReadOnlyList<ComparedRun> runs)
    {
        var first = runs[0];
        foreach (var other in runs.Skip(1))
        {
            var pair = $"{first.Evaluation.Run} and {other.Evaluation.Run} cannot be compared";
            if (first.Evaluation.Task != other.Evaluation.Task)
                throw new RunException($"{pair}: they are for different tasks, {first.Evaluation.Task} and {other.Evaluation.Task}; compare runs of one task");
            if (first.Evaluation.Split != other.Evaluation.Split)
                throw new RunException($"{pair}: they were judged on different splits, {DataInventory.Word(first.Evaluation.Split)} and {DataInventory.Word(other.Evaluation.Split)}; give both the same --split");
            // Judged on the same given set, it may have been trained on different ones: that is then a difference between the models.
            if (first.DataHash != other.DataHash)
                throw new RunException($"{pair}: they were judged on different data ({Difference(first.Info.Recipe, other.Info.Recipe)}hash {first.DataHash} and {other.DataHash}); give both the same --data");
            if (!Ids(first).SequenceEqual(Ids(other)))
                throw new RunException($"{pair}: they were not judged on the same samples; give both the same --data and --split");
        }
    }

    private static IEnumerable<string> Ids(ComparedRun run) => run.Outputs.Select(o => o.Id).Order(StringComparer.Ordinal);

    private static string Difference(JsonObject a, JsonObject b) =>
        string.Concat(a.Select(k => k.Key).Union(b.Select(k => k.Key))
            .Where(k => (k == "data" || k.StartsWith("data.", StringComparison.Ordinal)) && a[k]?.ToJsonString() != b[k]?.ToJsonString()).Take(KeysShown)
            .Select(k => $"{k} {a[k]?.ToJsonString() ?? "unset"} and {b[k]?.ToJsonString() ?? "unset"}, "));
}
