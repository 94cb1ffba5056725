namespace Saccade.Training;

/// <summary>
/// <c>class_balance</c>: one class must not be nearly all of a split, nor may the classes be shared out differently from
/// split to split.
/// </summary>
public sealed class ClassBalanceCheck : IDataCheck
{
    private const double LargestShare = 0.95;

    public CheckResult Judge(DataInventory data)
    {
        var splits = data.Splits.Select(s => (Split: s, Counts: data.LabelCounts(s))).Where(s => s.Counts.Count > 0).ToArray();
        if (splits.Length == 0)
            return new CheckResult("class_balance", true, "the items have no classes");
        var faults = new List<string>();
        var first = splits[0];
        foreach (var (split, counts) in splits)
        {
            var total = counts.Values.Sum();
            var (label, most) = counts.MaxBy(c => c.Value);
            if (counts.Count > 1 && most > LargestShare * total)
                faults.Add($"{100.0 * most / total:F1} % of {DataInventory.Word(split)} is {data.ClassName(label)}");
            if (ClassShares.Differ(first.Counts, counts))
                faults.Add($"{DataInventory.Word(first.Split)} and {DataInventory.Word(split)} share out their classes differently (distance {ClassShares.Distance(first.Counts, counts):F2})");
        }
        var shares = string.Join("; ", splits.Select(s => $"{DataInventory.Word(s.Split)} {string.Join(", ", s.Counts.Select(c => $"{data.ClassName(c.Key)} {c.Value}"))}"));
        return new CheckResult("class_balance", faults.Count == 0, faults.Count == 0 ? shares : $"{string.Join("; ", faults)} ({shares})");
    }
}
