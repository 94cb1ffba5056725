namespace Saccade.Training;

/// <summary>All items of a data set with their splits: what checks look at, whether a data source gave them or somebody's file of predictions.</summary>
public sealed class DataInventory
{
    public DataInventory(IEnumerable<DataItem> items, IReadOnlyList<string> classNames)
    {
        Items = [.. items.OrderBy(i => i.Index)];
        Splits = [.. Items.Select(i => i.Split).Distinct().Order()];
        ClassNames = classNames;
    }

    public static DataInventory Of(IDataSource data) =>
        new(Enum.GetValues<Split>().SelectMany(data.Items), data.ClassNames);

    /// <summary>In stored order.</summary>
    public IReadOnlyList<DataItem> Items { get; }

    /// <summary>The splits that hold items.</summary>
    public IReadOnlyList<Split> Splits { get; }

    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Names of <see cref="DataItem.Inputs"/>; may be fewer.</summary>
    public IReadOnlyList<string> InputNames { get; init; } = [];

    /// <summary>The readable items of a split that have a class.</summary>
    public IEnumerable<DataItem> Labelled(Split split) => Items.Where(i => i.Split == split && i.Label >= 0 && i.Error is null);

    /// <summary>How many readable items of each class a split holds.</summary>
    public SortedDictionary<int, int> LabelCounts(Split split) =>
        new(Labelled(split).GroupBy(i => i.Label).ToDictionary(g => g.Key, g => g.Count()));

    internal string ClassName(int label) => label < ClassNames.Count ? ClassNames[label] : $"class_{label}";

    internal string InputName(int input) => input < InputNames.Count ? $"'{InputNames[input]}'" : $"input {input + 1}";

    internal static string Word(Split split) => split.ToString().ToLowerInvariant();
}
