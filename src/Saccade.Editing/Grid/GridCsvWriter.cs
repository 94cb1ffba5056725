using System.Globalization;
using System.Text;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Grid;

/// <summary>
/// Writes grids as the historical table (183 columns; 243 for twelve values). Numbers have the fewest digits that read back to the same float, times two
/// decimals where that is exact, as in the historical files, and six otherwise.
/// </summary>
public static class GridCsvWriter
{
    private const int DecimalsOfMicroseconds = 6;

    /// <param name="path">The file; it is the old one or the whole new one.</param>
    /// <param name="grids">One after another; all of one layout.</param>
    /// <exception cref="ArgumentException">There is none, layouts differ, or a name has a line break.</exception>
    /// <exception cref="RunException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<TimelineGrid> grids)
    {
        if (grids.Count == 0 || grids.Any(g => g.Layout != grids[0].Layout))
            throw new ArgumentException("A table holds at least one grid, and grids of one layout.", nameof(grids));
        if (grids.FirstOrDefault(g => $"{g.VideoId}{g.SourceVideoName}".AsSpan().ContainsAny('\n', '\r')) is { } broken)
            throw new ArgumentException($"The name '{GridTable.Shown(broken.VideoId)}' has a line break.", nameof(grids));
        AtomicFile.Write(path, stream => Write(stream, grids));
    }

    private static void Write(Stream stream, IReadOnlyList<TimelineGrid> grids)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', GridTable.Columns(grids[0].Layout)));
        Span<char> number = stackalloc char[32];
        foreach (var grid in grids)
        {
            var names = $"{CsvRow.Quoted(grid.VideoId)},{CsvRow.Quoted(grid.SourceVideoName)},";
            for (var step = 0; step < grid.Steps; step++)
            {
                writer.Write(names);
                writer.Write(Time(grid.TimeOf(step)));
                foreach (var value in grid.Row(step))
                {
                    writer.Write(',');
                    value.TryFormat(number, out var length, "R", CultureInfo.InvariantCulture);
                    writer.Write(number[..length]);
                }
                writer.Write('\n');
            }
        }
    }

    private static string Time(MediaTime time)
    {
        var hundredths = 100 % time.Denominator == 0;
        return Math.Round((decimal)time.Numerator / time.Denominator, hundredths ? 2 : DecimalsOfMicroseconds).ToString("0.0#####", CultureInfo.InvariantCulture);
    }
}
