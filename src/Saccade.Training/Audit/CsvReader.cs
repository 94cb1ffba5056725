using System.Text;

namespace Saccade.Training;

/// <summary>
/// Records of a separated text file (RFC 4180, and what spreadsheets make of it): comma, semicolon or tab, found out from the first line; quotes with doubled
/// quotes inside; any line ending; UTF-8 with or without a mark. Blank lines are skipped. The file is hostile: every length is bounded.
/// </summary>
internal sealed class CsvReader : IDisposable
{
    private const int LongestField = 10_000, MostFields = 1000;
    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly string path;
    private readonly TextReader text;
    private readonly StringBuilder field = new();
    private long line = 1;
    private string ahead = "";
    private int aheadAt;

    /// <param name="path">Names the file in errors.</param>
    /// <param name="stream">Its content; disposed with the reader.</param>
    /// <exception cref="RunException">It is not text.</exception>
    public CsvReader(string path, Stream stream)
    {
        this.path = path;
        text = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        Separator = FindSeparator();
    }

    public char Separator { get; }

    /// <summary>The line on which the last record began, counted from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Reads the next record.</summary>
    /// <param name="fields">Overwritten; text outside quotes is trimmed.</param>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="RunException">The record is broken or too long; names file and line.</exception>
    public bool Read(List<string> fields)
    {
        fields.Clear();
        var c = Next();
        while (c == '\n')
            c = Next();
        if (c < 0)
            return false;
        Line = line;
        while (true)
        {
            c = ReadField(c, fields);
            if (fields.Count > MostFields)
                throw Broken($"has more than {MostFields} fields");
            if (c is '\n' or < 0)
                return true;
            c = Next();
        }
    }

    public void Dispose() => text.Dispose();

    /// <summary>Reads one field that begins with <paramref name="c"/>.</summary>
    /// <returns>What ended it: the separator, a line's end, or -1.</returns>
    private int ReadField(int c, List<string> fields)
    {
        field.Clear();
        while (c is ' ')
            c = Next();
        var quoted = c == '"';
        if (quoted)
        {
            while (true)
            {
                c = Next();
                if (c < 0)
                    throw Broken("begins a quoted field that never ends");
                if (c != '"')
                    Append(c);
                else if ((c = Next()) == '"')
                    Append(c);
                else
                    break;
            }
            while (c is ' ')
                c = Next();
            if (c >= 0 && c != '\n' && c != Separator)
                throw Broken("goes on after a closing quote; double the quotes that belong to the text");
        }
        else
        {
            for (; c >= 0 && c != '\n' && c != Separator; c = Next())
                Append(c);
        }
        fields.Add(quoted ? field.ToString() : field.ToString().Trim());
        return c;
    }

    private void Append(int c)
    {
        if (field.Length >= LongestField)
            throw Broken($"has a field of more than {LongestField} characters");
        field.Append((char)c);
    }

    /// <summary>The next character, every kind of line ending as \n; -1 at the end.</summary>
    private int Next()
    {
        var c = Raw();
        if (c == '\r')
        {
            if (Peek() == '\n')
                Raw();
            c = '\n';
        }
        if (c == '\n')
            line++;
        return c == 0 ? throw Broken("holds a zero byte: this is no text") : c;
    }

    private int Raw()
    {
        if (aheadAt < ahead.Length)
            return ahead[aheadAt++];
        try
        {
            return text.Read();
        }
        catch (DecoderFallbackException)
        {
            throw Broken("is not UTF-8; save the file as UTF-8");
        }
    }

    private int Peek() => aheadAt < ahead.Length ? ahead[aheadAt] : text.Peek();

    /// <summary>The separator that the first line has most of, outside quotes.</summary>
    private char FindSeparator()
    {
        var first = new StringBuilder();
        var (counts, quoted) = (new int[Separators.Length], false);
        for (var c = Raw(); c >= 0 && first.Length < LongestField; c = Raw())
        {
            first.Append((char)c);
            quoted ^= c == '"';
            if (!quoted && c is '\n' or '\r' && first.ToString().Trim().Length > 0)
                break;
            if (!quoted && Array.IndexOf(Separators, (char)c) is >= 0 and var at)
                counts[at]++;
        }
        ahead = first.ToString();
        return Separators[Array.IndexOf(counts, counts.Max())];
    }

    private RunException Broken(string cause) => new($"{path}:{line}: {cause}");
}
