using System.Text.Json.Nodes;

namespace Saccade.Cli.Queue;

/// <summary>A run that goes on under other keys would be neither the old experiment nor a new one.</summary>
internal static class ChangedRecipe
{
    /// <param name="folder">The run's, for the message.</param>
    /// <param name="before">The recipe it began with.</param>
    /// <param name="after">The one it is asked to go on with; the data's path and the threads may differ.</param>
    /// <exception cref="UsageException">Another key differs; names it.</exception>
    public static void Refuse(string folder, JsonObject before, JsonObject after)
    {
        var changed = before.Select(k => k.Key).Union(after.Select(k => k.Key)).FirstOrDefault(k => k is not ("data" or "threads") && before[k]?.ToJsonString() != after[k]?.ToJsonString());
        if (changed is not null)
            throw new UsageException($"the run in {folder} has '{changed}: {before[changed]?.ToJsonString() ?? "nothing"}', not {after[changed]?.ToJsonString() ?? "nothing"}; start a new run --from it instead");
    }
}
