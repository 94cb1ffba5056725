using System.Text;
using System.Text.Json;
using Saccade.Training;

namespace Saccade.Studio.Events;

/// <summary>A file of a run that grows by lines, followed for one client. A file that is as long as it was is not opened.</summary>
internal sealed class FollowedFile(string path)
{
    // A message is not to be larger; what a page missed by more it had better load anew.
    private const long MostBytes = 256 << 10;

    private readonly JournalLines lines = new(path);
    private long length = -1;

    public string Place => lines.Place;

    public void GoToEnd() => lines.GoToEnd();

    /// <returns>False: there is no such place, or too much came since; it is at the end then.</returns>
    public bool GoTo(string place)
    {
        if (lines.GoTo(place) && Length() - lines.Position <= MostBytes)
            return true;
        lines.GoToEnd();
        return false;
    }

    /// <summary>What is new, as a JSON object on one line with one list; null: nothing.</summary>
    /// <param name="name">Of the list.</param>
    /// <param name="areJson">Whether lines are JSON already, or text. Such as are no JSON are left out.</param>
    /// <param name="isSame">False: the file was cut back, and what was sent before is void.</param>
    public byte[]? Next(string name, bool areJson, out bool isSame)
    {
        isSame = true;
        var now = Length();
        if (now == length)
            return null;
        length = now;
        using var json = new MemoryStream();
        using var writer = new Utf8JsonWriter(json, new() { Encoder = RunJson.Line.Encoder });
        writer.WriteStartObject();
        writer.WriteStartArray(name);
        var count = 0;
        isSame = lines.Read(block =>
        {
            var bytes = block.Span;
            foreach (var range in bytes.Split((byte)'\n'))
                count += Write(writer, bytes[range], areJson) ? 1 : 0;
        }, MostBytes);
        if (!isSame)
            lines.GoToEnd();
        if (lines.Position < now)
            length = -1; // there may be more
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return count > 0 && isSame ? json.ToArray() : null;
    }

    private static bool Write(Utf8JsonWriter writer, ReadOnlySpan<byte> line, bool isJson)
    {
        if (line.IsEmpty)
            return false;
        if (!isJson)
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(line).TrimEnd('\r'));
            return true;
        }
        try
        {
            // A carriage return would end a line of the event.
            if (line.Contains((byte)'\r') || line[0] != '{')
                return false;
            writer.WriteRawValue(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private long Length()
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
