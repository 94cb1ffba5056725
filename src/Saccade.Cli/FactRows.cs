using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Report;

namespace Saccade.Cli;

/// <summary>Facts as rows of a name and a value that people read: an object within an object becomes a row for each of its keys.</summary>
internal static class FactRows
{
    private const int MostListed = 10;

    public static IEnumerable<(string Name, string Value)> Of(JsonObject facts) => facts.SelectMany(f => Of(NumberText.Words(f.Key), f.Value));

    private static IEnumerable<(string, string)> Of(string name, JsonNode? value)
    {
        if (value is JsonObject nested && nested.Any(n => n.Value is JsonObject))
            return nested.SelectMany(n => Of($"{name}, {NumberText.Words(n.Key)}", n.Value));
        return [(name, Text(value))];
    }

    private static string Text(JsonNode? value) => value switch
    {
        JsonObject pairs => string.Join(", ", pairs.Select(p => $"{NumberText.Words(p.Key)} {Text(p.Value)}")),
        JsonArray { Count: 0 } => "none",
        JsonArray list => string.Join(", ", list.Take(MostListed).Select(Text)) + (list.Count > MostListed ? $" and {list.Count - MostListed} more" : ""),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && number.ToJsonString().Contains('.', StringComparison.Ordinal) => NumberText.Of(number.GetValue<double>()),
        _ => value?.ToString() ?? "",
    };
}
