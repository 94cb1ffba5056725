using System.Text.Json.Nodes;
using Spectre.Console;

namespace Saccade.Cli;

/// <summary>What <c>--words</c> prints: the description that a result carries, after the time it is of.</summary>
internal static class DescriptionText
{
    public static void Show(IAnsiConsole screen, JsonArray results)
    {
        foreach (var result in results.OfType<JsonObject>())
        {
            if (result["description"] is JsonObject description)
                screen.WriteLine($"  {(string?)result["start"]} to {(string?)result["end"]} s: {(string?)description["text"]}");
        }
    }
}
