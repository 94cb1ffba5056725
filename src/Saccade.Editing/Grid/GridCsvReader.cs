using System.Globalization;
using System.Text;
using Saccade.Media;

namespace Saccade.Editing.Grid;

/// <summary>
/// Reads the historical table (see <see cref="GridTable"/>). The file may be anybody's: every row is checked, and what is wrong is told with its line.
/// Numbers may be missing or not finite, as in the historical files; <c>active</c> is 0 or 1, <c>asset</c> a whole number. Rows of a timeline may
/// stand anywhere; their times, from 0 on, are evenly spaced.
/// </summary>
public static class GridCsvReader
{
    private const long MostBytes = 4L << 30;
    private const int HighestAsset = 1_000_000;

    /// <returns>The timelines in order of first appearance.</returns>
    /// <exception cref="MediaException">The file cannot be read, or a row says something impossible; names the line.</exception>
    public static IReadOnlyList<TimelineGrid> Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new MediaException(path, $"it is larger than the {MostBytes >> 30} GB that are read: split it into several files");
            using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Read(path, new BoundedLines(path, reader));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new MediaException(path, failure is DecoderFallbackException ? "it is not UTF-8 text" : $"cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static List<TimelineGrid> Read(string path, BoundedLines lines)
    {
        var layout = LayoutOf(path, lines.Next() ?? throw new MediaException(path, "it is empty: a grid has a header and rows"));
        var timelines = new Dictionary<string, GridRows>(StringComparer.Ordinal);
        var row = new float[layout.Width];
        while (lines.Next() is { } line)
        {
            if (line.Length == 0)
                continue;
            var (id, source, time) = Parse(path, lines.Number, line, layout, row);
            if (!timelines.TryGetValue(id, out var rows))
                timelines.Add(id, rows = new GridRows(path, id, source, layout));
            rows.Add(lines.Number, source, time, row);
        }
        return timelines.Count > 0 ? [.. timelines.Values.Select(t => t.ToGrid())] : throw new MediaException(path, "it has a header and no rows");
    }

    private static GridLayout LayoutOf(string path, string header)
    {
        var names = new List<string>();
        // Excel and Windows programs put a byte order mark first, which the reader takes away; nothing else may stand there.
        ReadOnlySpan<char> rest = header;
        for (var isLast = false; !isLast;)
            names.Add(CsvRow.Take(ref rest, out isLast)?.Trim() ?? throw new MediaException(path, "line 1: a quotation mark is not closed"));
        var (layout, cause) = GridTable.LayoutOf(names);
        return layout ?? throw new MediaException(path, $"line 1: {cause}");
    }

    private static (string Id, string Source, double Time) Parse(string path, int number, string line, GridLayout layout, float[] row)
    {
        ReadOnlySpan<char> rest = line;
        var id = Name(ref rest, GridTable.VideoId);
        var source = Name(ref rest, GridTable.SourceVideoName);
        if (id.Length == 0)
            throw At($"{GridTable.VideoId} is empty");
        var said = Field(ref rest);
        if (!double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) || !(time >= 0 && time <= int.MaxValue))
            throw At($"{GridTable.Time} is '{GridTable.Shown(said.ToString())}', which is no time in seconds");
        var left = true;
        for (var i = 0; i < row.Length; i++)
        {
            if (!left)
                throw At($"has {GridTable.NameColumns + i} fields, where the header has {GridTable.NameColumns + row.Length}");
            var comma = rest.IndexOf(',');
            row[i] = Number(comma < 0 ? rest : rest[..comma], i);
            left = comma >= 0;
            rest = left ? rest[(comma + 1)..] : [];
        }
        return left ? throw At($"has more than the {GridTable.NameColumns + row.Length} fields of the header") : (id, source, time);

        string Name(ref ReadOnlySpan<char> from, string column)
        {
            var name = CsvRow.Take(ref from, out var isLast) ?? throw At($"a quotation mark in {column} is not closed");
            if (isLast)
                throw At($"ends after {column}, where the header has {GridTable.NameColumns + row.Length} columns");
            return name.Length <= GridTable.LongestName ? name : throw At($"{column} is longer than {GridTable.LongestName} characters");
        }

        ReadOnlySpan<char> Field(ref ReadOnlySpan<char> from)
        {
            var comma = from.IndexOf(',');
            if (comma < 0)
                throw At($"ends after {GridTable.Time}, where the header has {GridTable.NameColumns + row.Length} columns");
            var field = from[..comma];
            from = from[(comma + 1)..];
            return field;
        }

        float Number(ReadOnlySpan<char> text, int i)
        {
            var value = (i % layout.Values.Count);
            text = text.Trim();
            if (text.IsEmpty)
                return float.NaN;
            if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) && !IsWordForNoNumber(text, out parsed))
                throw At($"{layout.Column(i / layout.Values.Count, value)} is '{GridTable.Shown(text.ToString())}', which is no number");
            if (value == GridLayout.Active && parsed is not (0 or 1) && float.IsFinite(parsed))
                throw At($"{layout.Column(i / layout.Values.Count, value)} is {parsed:R}, where 0 or 1 says whether a clip is there");
            if (value == GridLayout.Asset && float.IsFinite(parsed) && !(parsed >= 0 && parsed <= HighestAsset && parsed == MathF.Floor(parsed)))
                throw At($"{layout.Column(i / layout.Values.Count, value)} is {parsed:R}, which is no asset class");
            return parsed;
        }

        MediaException At(string cause) => new(path, $"line {number}: {cause}");
    }

    // What pandas and others write for numbers that are not finite; "NaN" and "Infinity" are parsed as such.
    private static bool IsWordForNoNumber(ReadOnlySpan<char> text, out float number)
    {
        number = text.Equals("inf", StringComparison.OrdinalIgnoreCase) ? float.PositiveInfinity
            : text.Equals("-inf", StringComparison.OrdinalIgnoreCase) ? float.NegativeInfinity : float.NaN;
        return !float.IsNaN(number) || text.Equals("nan", StringComparison.OrdinalIgnoreCase);
    }
}
