namespace Saccade.Training;

/// <summary>
/// What can go wrong when a run is judged on other data than its own: <c>seen_in_training</c> (it has learnt some of these samples, or near twins of them)
/// and <c>changed_conditions</c> (the inputs came about in another way).
/// </summary>
internal static class RunChecks
{
    /// <param name="run">The run.</param>
    /// <param name="own">Opens the run's own data.</param>
    /// <param name="judged">The data it is judged on.</param>
    /// <param name="split">The split it is judged on.</param>
    public static IEnumerable<CheckResult> Judge(RunInfo run, Func<IDataSource> own, IDataSource judged, Split split)
    {
        if (judged.Hash == run.DataHash)
            yield break;
        yield return SeenInTraining(own, judged, split);
        yield return ChangedConditions(run.Conditions, judged.Conditions);
    }

    private static CheckResult SeenInTraining(Func<IDataSource> own, IDataSource judged, Split split)
    {
        DataItem[] learnt;
        IReadOnlyList<string> classes;
        try
        {
            using var data = own();
            (learnt, classes) = ([.. data.Items(Split.Train).Select(i => i with { Id = $"train/{i.Id}" })], data.ClassNames);
        }
        catch (RunException unreadable)
        {
            return new CheckResult("seen_in_training", true, $"not checked, the run's own data cannot be read: {unreadable.Message}");
        }
        var held = judged.Items(split).Select(i => i with { Split = Split.Test });
        return new NearDuplicatesCheck().Judge(new DataInventory(learnt.Concat(held), classes)) with { Name = "seen_in_training" };
    }

    private static CheckResult ChangedConditions(IReadOnlyDictionary<string, string>? trained, IReadOnlyDictionary<string, string> judged)
    {
        if (trained is null || trained.Count == 0)
            return new CheckResult("changed_conditions", true, "the run does not say how its data came about");
        var changes = trained.Where(c => judged.TryGetValue(c.Key, out var now) && now != c.Value)
            .Select(c => $"{c.Key}: trained on {c.Value}, judged on {judged[c.Key]}").ToArray();
        return new CheckResult("changed_conditions", changes.Length == 0, changes.Length == 0 ? "the data came about as that of training did" : string.Join("; ", changes));
    }
}
