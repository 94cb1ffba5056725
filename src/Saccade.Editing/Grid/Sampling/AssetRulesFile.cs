using System.Text.Json;
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
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(path), RunJson.Indented) ?? throw new JsonException("it is null");
            return new AssetRules([.. stored.Rules.Select(RuleOf)], stored.Otherwise);
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
