namespace Saccade.Training;

/// <summary>The checks that every data set goes through, before training and again with every evaluation; the first that fails names the verdict.</summary>
public static class DataChecks
{
    public static IReadOnlyList<IDataCheck> All { get; } =
    [
        new ConstantLabelsCheck(),
        new MissingClassCheck(),
        new SortedSplitCheck(),
        new SharedItemsCheck(),
        new NearDuplicatesCheck(),
        new TargetInInputCheck(),
        new UnreadableItemsCheck(),
        new ClassBalanceCheck(),
    ];

    public static IReadOnlyList<CheckResult> Judge(DataInventory data) => [.. All.Select(check => check.Judge(data))];
}
