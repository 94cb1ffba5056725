using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Training;

namespace Saccade.Cli.StoredSets;

/// <summary>A set of objects that stay or flicker: its sheet marks which is which.</summary>
internal sealed class StoredPersistenceSet(StoredPersistence data) : IStoredSet
{
    public DataInventory Inventory() => DataInventory.Of(data);

    public int Count => data.Set.Count;

    public JsonObject Facts() => PersistenceFacts.Of(data.Set);

    public IReadOnlyList<int> Indices(Split split) => data.Set.Split.Indices(split);

    public Frame Sheet(IEnumerable<long> indices, int columns) => ObjectSheet.Draw(data.Set, indices, columns);

    public void Dispose() => data.Dispose();
}
