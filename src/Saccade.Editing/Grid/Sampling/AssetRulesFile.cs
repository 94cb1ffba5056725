using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Grid.Sampling;

/// <summary>
/// Asset rules as JSON: <c>{"otherwise": 3, "rules": [{"class": 1, "track": 1}, {"class": 4, "name": "logo|banner"}, {"class": 5, "path": "/stock/"}]}</c>.
/// </summary>
public static class AssetRulesFile
{
    private const long MostBytes = 1 << 20;

    /// <exception cref="MediaException">It cannot be read or understood; one line with the cause.</exception>
    public static AssetRules Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new MediaException(path, $"it is larger than the {MostBytes} bytes that are read");
            return RulesOf(JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(path), RunJson.Indented));
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw new MediaException(path, $"these are no asset rules: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(path, $"cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    /// <summary>What a file of these rules would say.</summary>
    public static JsonObject ToJson(AssetRules rules) => (JsonObject)JsonSerializer.SerializeToNode(new Stored
    {
        Otherwise = rules.Otherwise,
        Rules = [.. rules.Rules.Select(r => new StoredRule { Class = r.Class, Track = r.Track, Name = r.Name?.ToString(), Path = r.Path?.ToString() })],
    }, RunJson.Indented)!;

    /// <summary>Rules that a set or a run has kept.</summary>
    /// <exception cref="JsonException">They are none.</exception>
    /// <exception cref="ArgumentException">One of them is none.</exception>
    public static AssetRules FromJson(JsonNode json) => RulesOf(json.Deserialize<Stored>(RunJson.Indented));

    private static AssetRules RulesOf(Stored? stored) =>
        stored is null ? throw new JsonException("it is null") : new AssetRules([.. stored.Rules.Select(RuleOf)], stored.Otherwise);

    private static AssetRule RuleOf(StoredRule rule) => new()
    {
        Class = rule.Class,
        Track = rule.Track,
        Name = rule.Name is null ? null : AssetRule.Pattern(rule.Name),
        Path = rule.Path is null ? null : AssetRule.Pattern(rule.Path),
    };

    private sealed record Stored
    {
        public required int Otherwise { get; init; }

        public required IReadOnlyList<StoredRule> Rules { get; init; }
    }

    private sealed record StoredRule
    {
        public required int Class { get; init; }

        public int? Track { get; init; }

        public string? Name { get; init; }

        public string? Path { get; init; }
    }
}
