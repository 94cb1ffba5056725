using System.Globalization;
using System.Text.Json;

namespace Saccade.Media;

/// <summary>Where a clip lies and its checksum: one line of <c>clips.jsonl</c> without its metadata.</summary>
internal readonly record struct ClipLine(int Shard, long Offset, uint Checksum)
{
    /// <summary>The line, ended by a line feed, which JSON text itself never contains unescaped when not indented.</summary>
    public static byte[] ToJson(ClipLine line, JsonElement metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("shard", line.Shard);
            json.WriteNumber("offset", line.Offset);
            json.WriteString("crc32c", line.Checksum.ToString("x8"));
            json.WritePropertyName("metadata");
            metadata.WriteTo(json);
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>Reads a line; of the metadata only its well-formedness is looked at.</summary>
    /// <exception cref="JsonException">The line is not such an object.</exception>
    public static ClipLine Parse(ReadOnlySpan<byte> json)
    {
        int? shard = null;
        long? offset = null;
        uint? checksum = null;
        bool metadata = false;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("not an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = reader.GetString();
            reader.Read();
            bool isNumber = reader.TokenType == JsonTokenType.Number, isString = reader.TokenType == JsonTokenType.String;
            if (name == "shard" && isNumber && reader.TryGetInt32(out int s)) shard = s;
            else if (name == "offset" && isNumber && reader.TryGetInt64(out long o)) offset = o;
            else if (name == "crc32c" && isString && uint.TryParse(reader.GetString(), NumberStyles.AllowHexSpecifier, null, out uint c)) checksum = c;
            else if (name == "metadata") metadata = reader.TrySkip();
            else throw new JsonException($"unexpected {name}");
        }
        if (shard is null || offset is null || checksum is null || !metadata)
            throw new JsonException("shard, offset, crc32c or metadata is missing");
        return new ClipLine(shard.Value, offset.Value, checksum.Value);
    }
}
