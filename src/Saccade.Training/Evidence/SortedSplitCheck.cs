namespace Saccade.Training;

/// <summary>
/// <c>sorted_split</c>: items stored class by class and split by position put different classes into different splits.
/// Both must hold to fail: the class changes far less often along the stored order than in a random one, and the splits share
/// out the classes differently. A stratified split of a sorted set passes.
/// </summary>
public sealed class SortedSplitCheck : IDataCheck
{
    public CheckResult Judge(DataInventory data)
    {
        var labels = data.Items.Where(i => i.Label >= 0 && i.Error is null).Select(i => i.Label).ToArray();
        var sortedness = Sortedness(labels);
        var counts = data.Splits.Select(data.LabelCounts).Where(c => c.Count > 0).ToArray();
        var differ = counts.Any(c => ClassShares.Differ(counts[0], c));
        var changes = FormattableString.Invariant($"along the stored order the class changes {100 * sortedness:F0} % as often as in a random order");
        return new CheckResult("sorted_split", !(sortedness < 0.5 && differ), $"{changes}, and the splits hold {(differ ? "different" : "the same")} shares of the classes");
    }

    /// <summary>Changes along the order over those expected of a random order; 1 when nothing can change.</summary>
    private static double Sortedness(int[] labels)
    {
        double total = labels.Length;
        var expected = (total - 1) * (1 - labels.GroupBy(l => l).Sum(g => g.Count() / total * ((g.Count() - 1) / (total - 1))));
        var changes = labels.Zip(labels.Skip(1)).Count(pair => pair.First != pair.Second);
        return expected > 0 ? changes / expected : 1;
    }
}
