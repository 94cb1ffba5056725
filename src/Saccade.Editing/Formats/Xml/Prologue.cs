using System.Buffers;
using System.Text;
using System.Xml.Linq;

namespace Saccade.Editing.Formats.Xml;

/// <summary>What stands before a document's first element. Editors write a bare <c>&lt;!DOCTYPE xmeml&gt;</c>; one that defines anything is refused unread.</summary>
internal static class Prologue
{
    private const string DocumentType = "<!DOCTYPE";

    private static readonly SearchValues<char> EndsOfName = SearchValues.Create(" \t\r\n/>[");

    /// <summary>The name of the first element in the beginning of a file, without prefix; empty where there is none. Behind a document type that defines things nobody looks: there it is the name in that type.</summary>
    public static string RootName(string beginning)
    {
        var position = SkipMisc(beginning, 0, out _);
        if (IsDocumentType(beginning, position))
        {
            var end = EndOfDocumentType(beginning, position);
            if (end > beginning.Length)
            {
                var name = beginning.AsSpan(position + DocumentType.Length).TrimStart();
                return name[..Math.Max(0, name.IndexOfAny(EndsOfName))].ToString();
            }
            position = SkipMisc(beginning, end, out _);
        }
        if (position + 1 >= beginning.Length || beginning[position] != '<')
            return "";
        var length = beginning.AsSpan(position + 1).IndexOfAny(EndsOfName);
        return length < 0 ? "" : beginning.Substring(position + 1, length).Split(':')[^1];
    }

    /// <summary>The document type, or null where there is none. The stream is where it was afterwards.</summary>
    /// <param name="notesBefore">How many comments and processing instructions stand before it, without the declaration.</param>
    /// <exception cref="TimelineException">It defines entities or anything else, or there is no end to what stands before it.</exception>
    public static XDocumentType? ReadDocumentType(Stream content, int mostBytes, out int notesBefore)
    {
        var start = content.Position;
        var bytes = new byte[mostBytes];
        var count = content.ReadAtLeast(bytes, mostBytes, throwOnEndOfStream: false);
        content.Position = start;
        using var reader = new StreamReader(new MemoryStream(bytes, 0, count), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var text = reader.ReadToEnd();
        var position = SkipMisc(text, 0, out notesBefore);
        if (position >= text.Length && count == mostBytes)
            throw new TimelineException($"begins with more than {mostBytes >> 10} KB of comments", line: 1);
        if (!IsDocumentType(text, position))
            return null;
        var line = 1 + text.AsSpan(0, position).Count('\n');
        var end = EndOfDocumentType(text, position);
        var inside = text[(position + DocumentType.Length)..Math.Max(end - 1, position + DocumentType.Length)].Trim();
        if (inside.Contains('[') || end > text.Length)
            throw new TimelineException("defines a document type of its own (entities or elements), which is not read; remove what stands in <!DOCTYPE ..>", line: line);
        var words = inside.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            throw new TimelineException("has a <!DOCTYPE> without a name", line: line);
        var quoted = words.Length == 1 ? [] : words[1].Split('"', '\'');
        return words.Length == 1 ? new XDocumentType(words[0], null, null, null)
            : words[1].StartsWith("PUBLIC", StringComparison.Ordinal) ? new XDocumentType(words[0], quoted.ElementAtOrDefault(1), quoted.ElementAtOrDefault(3) ?? "", null)
            : new XDocumentType(words[0], null, quoted.ElementAtOrDefault(1), null);
    }

    private static bool IsDocumentType(string text, int position) => string.CompareOrdinal(text, position, DocumentType, 0, DocumentType.Length) == 0;

    /// <summary>After its closing bracket; beyond the text where there is none, or where something is defined inside.</summary>
    private static int EndOfDocumentType(string text, int position)
    {
        var end = text.AsSpan(position).IndexOfAny('>', '[');
        return end < 0 || text[position + end] == '[' ? text.Length + 1 : position + end + 1;
    }

    /// <summary>Behind white space, comments and processing instructions.</summary>
    private static int SkipMisc(string text, int position, out int notes)
    {
        notes = 0;
        while (position < text.Length)
        {
            var end = char.IsWhiteSpace(text[position]) || text[position] == '\uFEFF' ? position + 1
                : string.CompareOrdinal(text, position, "<!--", 0, 4) == 0 ? After(text, "-->", position + 4)
                : string.CompareOrdinal(text, position, "<?", 0, 2) == 0 ? After(text, "?>", position + 2)
                : -1;
            if (end < 0)
                break;
            if (text[position] == '<' && string.CompareOrdinal(text, position, "<?xml ", 0, 6) != 0)
                notes++;
            position = end;
        }
        return position;
    }

    private static int After(string text, string mark, int position)
    {
        var found = position > text.Length ? -1 : text.IndexOf(mark, position, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + mark.Length;
    }
}
