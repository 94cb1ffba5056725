using System.Text;

namespace Saccade.Editing.Grid;

/// <summary>The fields of one line of CSV: separated by commas, a field with a comma or a quotation mark in quotation marks (RFC 4180, without line breaks in fields).</summary>
internal static class CsvRow
{
    /// <summary>Cuts the next field off <paramref name="rest"/>.</summary>
    /// <returns>Null when a quotation mark is not closed, or something follows it.</returns>
    public static string? Take(ref ReadOnlySpan<char> rest, out bool isLast)
    {
        if (rest.IsEmpty || rest[0] != '"')
        {
            var comma = rest.IndexOf(',');
            var field = comma < 0 ? rest : rest[..comma];
            rest = comma < 0 ? [] : rest[(comma + 1)..];
            isLast = comma < 0;
            return field.ToString();
        }
        var text = new StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] != '"')
            {
                text.Append(rest[i]);
                continue;
            }
            if (i + 1 < rest.Length && rest[i + 1] == '"')
            {
                text.Append(rest[++i]);
                continue;
            }
            isLast = i + 1 == rest.Length;
            if (!isLast && rest[i + 1] != ',')
                return null;
            rest = isLast ? [] : rest[(i + 2)..];
            return text.ToString();
        }
        isLast = true;
        return null;
    }

    /// <summary>The field as it is written.</summary>
    public static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
