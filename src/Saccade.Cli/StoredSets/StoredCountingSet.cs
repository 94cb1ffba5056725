using System.Globalization;
using System.Text.Json.Nodes;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Cli.StoredSets;

/// <summary>A set of images to count in: its sheet puts a dot on each thing that is to be counted.</summary>
internal sealed class StoredCountingSet(string folder) : IStoredSet
{
    private readonly CountingSet _set = CountingSet.Open(folder);

    public int Count => _set.Items.Count;

    public DataInventory Inventory() => new(_set.Items.Select(Item), classNames: []);

    public JsonObject Facts() => CountingFacts.Of(_set);

    public IReadOnlyList<int> Indices(Split split) => _set.Indices(split);

    public Frame Sheet(IEnumerable<long> indices, int columns) => CountingSheet.Draw(_set, [.. indices.Select(i => (int)i)], columns);

    public void Dispose()
    {
    }

    private DataItem Item(CountingItem item, int index)
    {
        var checkedItem = new DataItem
        {
            Id = $"{item.Image} {item.Counted}",
            Split = item.Split,
            Index = index,
            Group = item.Image,
            Target = [item.Targets.Count()],
        };
        try
        {
            _set.Picture(index);
            return checkedItem with { ContentHash = ulong.Parse(item.Sha256.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture) };
        }
        catch (MediaException unreadable)
        {
            return checkedItem with { Error = unreadable.Message };
        }
    }
}
