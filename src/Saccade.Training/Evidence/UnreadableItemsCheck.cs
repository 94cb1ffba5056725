namespace Saccade.Training;

/// <summary><c>unreadable_items</c>: items that cannot be read are left out and counted; more than one in a hundred is too many to ignore.</summary>
public sealed class UnreadableItemsCheck : IDataCheck
{
    private const double LargestShare = 0.01;

    public CheckResult Judge(DataInventory data)
    {
        var unreadable = data.Items.Where(i => i.Error is not null).ToArray();
        var detail = unreadable.Length == 0
            ? $"all {data.Items.Count} items can be read"
            : $"{unreadable.Length} of {data.Items.Count} items cannot be read, for example '{unreadable[0].Id}': {unreadable[0].Error}";
        return new CheckResult("unreadable_items", data.Items.Count > 0 && unreadable.Length <= LargestShare * data.Items.Count, detail);
    }
}
