using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Cli.StoredSets;

/// <summary>A set of trajectories: its sheet shows tracks.</summary>
internal sealed class StoredTrajectorySet(StoredTrajectories data) : IStoredSet
{
    public DataInventory Inventory() => DataInventory.Of(data);

    public int Count => data.Set.Count;

    public JsonObject Facts() => TrajectoryFacts.Of(data.Set);

    public IReadOnlyList<int> Indices(Split split) => data.Set.Split.Indices(split);

    public Frame Sheet(IEnumerable<long> indices, int columns) => TrackSheet.Draw(data.Set, indices, columns);

    public void Dispose() => data.Dispose();
}
