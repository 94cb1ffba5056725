using System.Text.Json.Nodes;
using Spectre.Console;

namespace Saccade.Cli;

/// <summary>What <c>--words</c> prints: the description that a result carries, after the time it is of, if it is of one.</summary>
internal static class DescriptionText
{
    public static void Show(IAnsiConsole screen, JsonArray results)
    {
        foreach (var result in results.OfType<JsonObject>())
        {
            if (result["description"] is not JsonObject description)
                continue;
            var time = result["start"] is { } start && result["end"] is { } end ? $"{start} to {end} s: " : "";
            screen.WriteLine($"  {time}{(string?)description["text"]}");
        }
    }
}
