using System.Globalization;
using System.Text;
using Saccade.Training;

namespace Saccade.Editing.Grid.Import;

/// <summary><c>import.log</c> beside a set of grids: what was taken, what was left out and why, and what is nearly the same.</summary>
internal static class ImportLog
{
    public const string File = "import.log";

    public static void Write(string folder, int grids, long rows, TimelineImportResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Files} files, {grids} grids, {rows} rows, {result.LeftOut.Count} left out\n");
        foreach (var left in result.LeftOut)
            text.Append(CultureInfo.InvariantCulture, $"left out: {left}\n");
        foreach (var (first, second) in result.Twins)
            text.Append(CultureInfo.InvariantCulture, $"nearly the same, in one part: {first}, {second}\n");
        AtomicFile.WriteText(Path.Combine(folder, File), text.ToString());
    }
}
