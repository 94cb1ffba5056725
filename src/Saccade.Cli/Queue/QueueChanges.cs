using Saccade.Training;

namespace Saccade.Cli.Queue;

/// <summary>What the variants of a queue changed, by validation. Stages of other variants are compared with nothing.</summary>
internal static class QueueChanges
{
    /// <returns>Null where the queue has no baseline, or not all of its runs are judged.</returns>
    /// <exception cref="RunException">Two runs cannot be compared; names both and says why.</exception>
    public static Comparison? Of(ApplicationList applications, QueuePlan plan, IReadOnlyList<QueueOutcome> outcomes)
    {
        if (plan.Baseline is null || outcomes.Any(o => o.Evaluation is null))
            return null;
        var stages = plan.Runs.Select(r => r.From).ToHashSet();
        var judged = plan.Runs.Zip(outcomes).Where(r => !stages.Contains(r.First.Name)).Select(r => (r.First.Name, Folder: RunFolder.Open(r.Second.Folder), r.Second.Evaluation)).ToArray();
        var bound = judged.Select(j => (Run: j.Folder, Bound: applications.Bind(j.Folder))).ToArray();
        return Comparison.Of(
            [.. judged.Select(j => ComparedRun.Of(j.Name, j.Folder, j.Evaluation!, j.Folder.ReadOutputs(j.Evaluation!.Split)))],
            ComparableMetrics.Of(bound[0].Bound.Application, [.. bound.Select(b => (b.Run, b.Bound.Recipe))]),
            against: Array.FindIndex(judged, j => j.Name == plan.Baseline));
    }
}
