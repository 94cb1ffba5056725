namespace Saccade.Training;

/// <summary>
/// What can go wrong between a run's training and its judging. On its own data: <c>changed_model</c> (the model that was saved is not the one that is judged). On other
/// data: <c>seen_in_training</c> (it has learnt some of these samples, or near twins of them) and <c>changed_conditions</c> (the inputs came about in another way).
/// </summary>
internal static class RunChecks
{
    // Processors may differ in the last digits of a loss, and in no more.
    private const double Least = 1e-3, LeastShare = 1e-2;

    /// <param name="run">The run.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="own">Opens the run's own data.</param>
    /// <param name="judged">The data it is judged on.</param>
    /// <param name="split">The split it is judged on.</param>
    /// <param name="firstLoss">The loss of the judged model on the first batch of validation of <paramref name="judged"/>.</param>
    public static IEnumerable<CheckResult> Judge(RunInfo run, IReadOnlyList<JournalEntry> journal, Func<IDataSource> own, IDataSource judged, Split split, Func<double> firstLoss)
    {
        if (judged.Hash != run.DataHash)
        {
            yield return SeenInTraining(own, judged, split);
            yield return ChangedConditions(run.Conditions, judged.Conditions);
        }
        else if (journal.OfType<EpochEntry>().LastOrDefault(e => e.IsBest)?.FirstLoss is { } saved)
        {
            yield return ChangedModel(saved, firstLoss());
        }
    }

    private static CheckResult ChangedModel(double saved, double now)
    {
        var isSame = saved.Equals(now) || Math.Abs(saved - now) <= Math.Max(Least, LeastShare * Math.Max(Math.Abs(saved), Math.Abs(now)));
        return new CheckResult("changed_model", isSame, isSame
            ? FormattableString.Invariant($"the first batch of validation has the loss that it had when the model was saved ({now:G4})")
            : FormattableString.Invariant($"the first batch of validation had loss {saved:G4} when the model was saved and has {now:G4} now: part of the model is not saved with it, or the code has changed since"));
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
