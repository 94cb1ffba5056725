using System.Text.Json;
using System.Text.Json.Serialization;
using Saccade.Media;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Import;

namespace Saccade.Trajectories.Sets;

/// <summary>
/// What a stored set of trajectories says about itself in its index: how its clips were made, its split, and the SHA-256 of its
/// truth file, so that the hash of the index covers everything. Written as <see cref="SetJson"/> says.
/// </summary>
internal sealed record SetMetadata
{
    public const string ThisContent = "trajectories";

    public required string Content { get; init; }

    public required ClipOptions Clips { get; init; }

    public required string TruthSha256 { get; init; }

    public required int[] Train { get; init; }

    public required int[] Validation { get; init; }

    public required int[] Test { get; init; }

    /// <summary>The group of each clip, of imported clips only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Groups { get; init; }

    /// <summary>Recordings that an import had to leave out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeftOutRecording[]? LeftOut { get; init; }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, SetJson.Options);

    /// <exception cref="MediaException">The set holds something else than trajectories, or impossible options.</exception>
    public static SetMetadata Parse(JsonElement json, string folder)
    {
        try
        {
            var content = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("content", out var named) ? named.ToString() : "";
            if (content != ThisContent)
                throw new MediaException(folder, $"it is a set of clips, but not of {ThisContent}: make one with 'saccade data make trajectories' or 'saccade data import'");
            var metadata = json.Deserialize<SetMetadata>(SetJson.Options)!;
            metadata.Clips.Validate();
            return metadata;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw new MediaException(folder, $"its index does not describe trajectories ({failure.Message.ReplaceLineEndings(" ")}): make the set again", failure);
        }
    }
}
