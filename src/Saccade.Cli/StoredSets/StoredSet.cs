using System.Text.Json;
using Saccade.Counting.Sets;
using Saccade.Editing.Cutting.Footage;
using Saccade.Editing.Grid.Sets;
using Saccade.Media;
using Saccade.Objects.Data;
using Saccade.Objects.Sets;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Cli.StoredSets;

/// <summary>Opens stored sets by what their index says that they hold.</summary>
internal static class StoredSet
{
    // A new kind of set is a line here; the first is also asked about what none of them is.
    private static readonly (string Content, Func<string, IStoredSet> Open)[] Kinds =
    [
        ("trajectories", folder => new StoredTrajectorySet(StoredTrajectories.Open(folder))),
        (PersistenceSet.Content, folder => new StoredPersistenceSet(StoredPersistence.Open(folder))),
    ];

    /// <exception cref="MediaException">There is no whole set here.</exception>
    /// <exception cref="RunException">It is of no kind that is known, or not as its kind should be.</exception>
    public static IStoredSet Open(string folder)
    {
        // Numbers and pictures, not clips, and so with an index of their own.
        if (GridSet.IsIn(folder))
            return new StoredGridSet(folder);
        if (CountingSet.IsIn(folder))
            return new StoredCountingSet(folder);
        if (FootageSet.IsIn(folder))
            return new StoredFootageSet(folder);
        var content = ContentOf(folder);
        return (Kinds.FirstOrDefault(k => k.Content == content).Open ?? Kinds[0].Open)(folder);
    }

    private static string ContentOf(string folder)
    {
        using var shards = new ShardReader(folder);
        return shards.Metadata.ValueKind == JsonValueKind.Object && shards.Metadata.TryGetProperty("content", out var content) ? content.ToString() : "";
    }
}
