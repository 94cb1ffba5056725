using Spectre.Console;

namespace Saccade.Cli.Progress;

/// <summary>
/// Writes lines that stay above a moving display. They take the place of its old lines, which Spectre does not erase, so each is
/// filled up to the edge.
/// </summary>
internal static class LinesAbove
{
    public static void Write(IAnsiConsole console, string text)
    {
        // Not the last column: some terminals wrap there, some only after it.
        var width = Math.Max(console.Profile.Width - 1, 20);
        foreach (var line in Wrap(text, width))
            console.WriteLine(console.Profile.Capabilities.Ansi ? line.PadRight(width) : line);
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        while (text.Length > width)
        {
            var space = text.LastIndexOf(' ', width);
            var end = space > 0 ? space : width;
            yield return text[..end];
            text = text[end..].TrimStart();
        }
        yield return text;
    }
}
