namespace Saccade.Training;

/// <summary>The object that <c>data check --json</c> prints.</summary>
/// <param name="Checks">What every check found.</param>
/// <param name="Facts">Hash, classes, and items per split and class.</param>
public sealed record DataReport(IReadOnlyList<CheckResult> Checks, DataFacts Facts)
{
    public static DataReport Of(IDataSource data)
    {
        var inventory = DataInventory.Of(data);
        return new DataReport(DataChecks.Judge(inventory), new DataFacts(
            data.Hash,
            data.ClassNames,
            inventory.Items.GroupBy(i => i.Split).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count()),
            inventory.Splits.ToDictionary(s => s, s => (IReadOnlyDictionary<string, int>)inventory.LabelCounts(s).ToDictionary(c => inventory.ClassName(c.Key), c => c.Value))));
    }

    /// <summary>The first check that failed and is not accepted; null when the data can be believed.</summary>
    public string? FirstFailure(IReadOnlyList<string> accepted) => Checks.FirstOrDefault(c => !c.Passed && !accepted.Contains(c.Name))?.Name;
}

/// <summary>What a data set holds.</summary>
public sealed record DataFacts(string Hash, IReadOnlyList<string> Classes, IReadOnlyDictionary<Split, int> Items, IReadOnlyDictionary<Split, IReadOnlyDictionary<string, int>> ItemsPerClass);
