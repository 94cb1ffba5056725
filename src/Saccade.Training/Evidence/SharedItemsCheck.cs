namespace Saccade.Training;

/// <summary><c>shared_items</c>: an item or a group (one recording, one project) that lies in two splits tests memory, not learning.</summary>
public sealed class SharedItemsCheck : IDataCheck
{
    public CheckResult Judge(DataInventory data)
    {
        var ids = Shared(data, i => i.Id);
        var groups = Shared(data, i => i.Group);
        return new CheckResult("shared_items", ids.Length + groups.Length == 0, ids.Length + groups.Length == 0
            ? "no item and no group lies in two splits"
            : $"{ids.Length} items and {groups.Length} groups lie in more than one split, for example '{ids.Concat(groups).First()}'");
    }

    private static string[] Shared(DataInventory data, Func<DataItem, string?> of) =>
        [.. data.Items.Where(i => of(i) is not null).GroupBy(i => of(i)!).Where(g => g.Select(i => i.Split).Distinct().Count() > 1).Select(g => g.Key)];
}
