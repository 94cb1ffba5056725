using Spectre.Console;

namespace Saccade.Cli.Progress;

/// <summary>
/// One line and an empty one below it. To draw again, Spectre moves the cursor up by the height less one, and terminals take
/// "up by none" for "up by one": a moving display of a single line would climb over what stands above it.
/// </summary>
internal static class TwoLines
{
    public static Markup Empty => Of("");

    public static Markup Of(string markup) => new(markup + "\n");
}
