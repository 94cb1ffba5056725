using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary>What the list needs of <c>run.json</c>; the rest of it is not kept.</summary>
internal sealed record RunFacts(RunStatus Status, string? Reason, string? Task, string? Model, int? Seed, int? Epochs, string BestBy, DateTimeOffset Created, DateTimeOffset? Ended, string CodeVersion)
{
    /// <exception cref="RunException">The file is damaged; names it.</exception>
    public static RunFacts Read(RunFolder run)
    {
        var info = run.ReadInfo();
        var recipe = info.Recipe;
        return new(info.Status, info.Reason, Text(recipe, "task"), Text(recipe, "model"), Number(recipe, "seed"), Number(recipe, "epochs"), Text(recipe, "trainer.best_by") ?? "", info.Created, info.Ended, info.CodeVersion);
    }

    /// <summary>The version by which a folder was written, from a file that cannot be read otherwise; null: not even that.</summary>
    public static string? VersionIn(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.TryGetProperty("code_version", out var version) ? version.GetString() : null;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject recipe, string key) => recipe[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Number(JsonObject recipe, string key) => recipe[key] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
