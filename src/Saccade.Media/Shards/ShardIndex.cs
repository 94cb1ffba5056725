using System.Text.Json;
using System.Text.Json.Serialization;

namespace Saccade.Media;

/// <summary>What <c>index.json</c> holds; see <see cref="ShardFormat"/>. Its JSON names are the properties' in snake case.</summary>
internal sealed record ShardIndex
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        WriteIndented = true,
    };

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required int Views { get; init; }

    public required int Frames { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    public required int Count { get; init; }

    /// <summary>The length of each shard file in bytes.</summary>
    public required IReadOnlyList<long> Shards { get; init; }

    public required long ClipsBytes { get; init; }

    /// <summary>SHA-256 of <c>clips.jsonl</c> in lower-case hexadecimal digits.</summary>
    public required string ClipsSha256 { get; init; }

    public required JsonElement Metadata { get; init; }

    [JsonIgnore]
    public ClipShape Shape => new(Views, Frames, Height, Width);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="MediaException">It is not an index of this version, or says something impossible.</exception>
    public static ShardIndex Parse(byte[] json, string path)
    {
        ShardIndex index;
        try
        {
            index = JsonSerializer.Deserialize<ShardIndex>(json, Options) ?? throw new JsonException();
            if (index.Format != ShardFormat.Name) throw new MediaException(path, $"its format is not {ShardFormat.Name}");
            if (index.Version != ShardFormat.Version)
                throw new MediaException(path, $"it has format version {index.Version}; this program reads version {ShardFormat.Version}");
            _ = index.Shape.ByteCount;
        }
        catch (JsonException failure)
        {
            throw new MediaException(path, "it is not an index of clips: " + failure.Message.ReplaceLineEndings(" "), failure);
        }
        catch (ArgumentException failure)
        {
            throw new MediaException(path, failure.Message, failure);
        }
        if (index.Count < 0 || index.ClipsBytes < 0 || index.Shards.Any(length => length < 0))
            throw new MediaException(path, "it holds a negative count or length");
        return index;
    }
}
