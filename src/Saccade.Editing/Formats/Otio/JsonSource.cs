using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Saccade.Editing.Formats.Otio;

/// <summary>A JSON document with the line that each object begins on. Input is hostile: size, depth and number of values are bounded, names may not occur twice.</summary>
internal sealed class JsonSource
{
    private const int MostDepth = 256;
    private const int MostValues = 8_000_000;
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly Dictionary<JsonObject, int> _lines = new(ReferenceEqualityComparer.Instance);

    private JsonSource(JsonObject root) => Root = root;

    public JsonObject Root { get; }

    /// <summary>The line on which an object (or the nearest around it) begins.</summary>
    public int LineOf(JsonNode? node)
    {
        for (; node is not null; node = node.Parent)
        {
            if (node is JsonObject item && _lines.TryGetValue(item, out var line))
                return line;
        }
        return 0;
    }

    /// <exception cref="TimelineException">It is no JSON object, or more than is read; names the line.</exception>
    public static JsonSource Load(Stream content)
    {
        if (content.Length - content.Position > TimelineFormats.MostBytes)
            throw new TimelineException($"has more than {TimelineFormats.MostBytes >> 20} MB");
        var bytes = new byte[content.Length - content.Position];
        content.ReadExactly(bytes);
        var text = bytes.AsSpan();
        if (text.StartsWith(ByteOrderMark))
            text = text[ByteOrderMark.Length..];
        try
        {
            var lines = ObjectLines(text);
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = MostDepth, AllowDuplicateProperties = false });
            var source = new JsonSource(node as JsonObject ?? throw new TimelineException("is no JSON object", line: 1));
            source.Number(source.Root, lines, 0);
            return source;
        }
        catch (JsonException failure)
        {
            var cause = failure.Message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0].TrimEnd('.');
            throw new TimelineException($"is no well-formed JSON: {cause}", line: failure.LineNumber is { } number ? (int)number + 1 : 0, cause: failure);
        }
    }

    /// <summary>Four spaces a level and line feeds, as OpenTimelineIO writes: writing what was written gives the same bytes.</summary>
    public static void Save(JsonObject root, Stream output)
    {
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, IndentSize = 4, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MostDepth }))
            root.WriteTo(writer);
        output.WriteByte((byte)'\n');
    }

    /// <summary>The lines of all objects, in the order in which they begin.</summary>
    private static List<int> ObjectLines(ReadOnlySpan<byte> text)
    {
        var lines = new List<int>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MostDepth });
        var (line, counted, values) = (1, 0, 0);
        while (reader.Read())
        {
            if (++values > MostValues)
                throw new TimelineException($"has more than {MostValues} values; timelines have fewer", line: line);
            var start = (int)reader.TokenStartIndex;
            line += text[counted..start].Count((byte)'\n');
            counted = start;
            if (reader.TokenType == JsonTokenType.StartObject)
                lines.Add(line);
        }
        return lines;
    }

    private int Number(JsonNode? node, List<int> lines, int next)
    {
        if (node is JsonObject item)
        {
            _lines[item] = lines[next++];
            foreach (var (_, child) in item)
                next = Number(child, lines, next);
        }
        else if (node is JsonArray array)
        {
            foreach (var child in array)
                next = Number(child, lines, next);
        }
        return next;
    }
}
