using System.Text.Json;

namespace Saccade.Neural;

/// <summary>
/// The JSON header of a safetensors file, taken as hostile: every name occurs once, every shape's product fits, every entry's byte range
/// has the length that its shape and type ask for, and the ranges cover the data exactly, without overlaps or holes.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The limit of the format's own reader.</summary>
    public const long MaxBytes = 100_000_000;

    private const string MetadataKey = "__metadata__";

    public Dictionary<string, string> Metadata { get; } = [];

    public List<StoredTensor> Tensors { get; } = [];

    /// <param name="json">The header's bytes.</param>
    /// <param name="dataBytes">How many bytes follow the header in the file.</param>
    /// <exception cref="FormatException">What is wrong, without the file's name.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataBytes)
    {
        var header = new SafetensorsHeader();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException("its header is not a JSON object");
            var names = new HashSet<string>();
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                if (!names.Add(entry.Name))
                    throw new FormatException($"its header names '{entry.Name}' twice");
                if (entry.Name == MetadataKey)
                    header.ReadMetadata(entry.Value);
                else
                    header.Tensors.Add(ReadEntry(entry.Name, entry.Value));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"its header is not valid JSON ({e.Message})", e);
        }
        header.RequireExactCover(dataBytes);
        return header;
    }

    /// <summary>The header as compact JSON, padded with spaces to a multiple of eight bytes as the format's own writer does.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            if (Metadata.Count > 0)
            {
                writer.WriteStartObject(MetadataKey);
                foreach (var (key, value) in Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    writer.WriteString(key, value);
                writer.WriteEndObject();
            }
            foreach (var tensor in Tensors)
            {
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", tensor.Type.ToString());
                writer.WriteStartArray("shape");
                foreach (var extent in tensor.Shape)
                    writer.WriteNumberValue(extent);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(tensor.Offset);
                writer.WriteNumberValue(tensor.Offset + tensor.Bytes);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        while (stream.Length % 8 != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private void ReadMetadata(JsonElement value)
    {
        foreach (var entry in value.EnumerateObject())
            Metadata[entry.Name] = entry.Value.ValueKind == JsonValueKind.String
                ? entry.Value.GetString()!
                : throw new FormatException($"its metadata '{entry.Name}' is not a string");
    }

    private static StoredTensor ReadEntry(string name, JsonElement entry)
    {
        if (!entry.TryGetProperty("dtype", out var dtype) || !entry.TryGetProperty("shape", out var shape)
            || !entry.TryGetProperty("data_offsets", out var offsets))
            throw new FormatException($"'{name}' lacks dtype, shape or data_offsets");
        var typeName = dtype.GetString() ?? "null";
        // Enum.TryParse also takes numbers and other letter cases, which the format does not know.
        if (!Enum.TryParse<StoredType>(typeName, out var type) || type.ToString() != typeName)
            throw new FormatException($"'{name}' has the element type '{typeName}', which is not one of {string.Join(", ", Enum.GetNames<StoredType>())}");
        if (offsets.GetArrayLength() != 2 || !offsets[0].TryGetInt64(out var start) || !offsets[1].TryGetInt64(out var end) || start < 0 || end < start)
            throw new FormatException($"'{name}' has data_offsets that are not a begin and an end");
        if (shape.GetArrayLength() > Saccade.Tensors.Shape.MaxRank)
            throw new FormatException($"'{name}' has {shape.GetArrayLength()} axes; at most {Saccade.Tensors.Shape.MaxRank} are supported");
        var extents = new int[shape.GetArrayLength()];
        long count = 1;
        for (var axis = 0; axis < extents.Length; axis++)
        {
            if (!shape[axis].TryGetInt32(out extents[axis]) || extents[axis] < 0)
                throw new FormatException($"'{name}' has an extent that is not a count below 2^31");
            // Both factors are below 2^31, so the product cannot overflow before it is looked at.
            count *= extents[axis];
            if (count > int.MaxValue)
                throw new FormatException($"'{name}' has more than 2^31-1 elements");
        }
        return end - start == count * type.Size()
            ? new StoredTensor(name, type, extents, start, end - start)
            : throw new FormatException($"'{name}' spans {end - start} bytes, but its shape and type ask for {count * type.Size()}");
    }

    private void RequireExactCover(long dataBytes)
    {
        var position = 0L;
        foreach (var tensor in Tensors.OrderBy(t => t.Offset).ThenBy(t => t.Bytes))
        {
            if (tensor.Offset != position)
                throw new FormatException($"the data of '{tensor.Name}' begins at {tensor.Offset}, where {position} was expected (an overlap or a hole)");
            position += tensor.Bytes;
            if (position > dataBytes)
                throw new FormatException($"the data of '{tensor.Name}' ends {position - dataBytes} bytes beyond the file: it is truncated");
        }
        if (position != dataBytes)
            throw new FormatException($"{dataBytes - position} bytes follow the last tensor");
    }
}
