using System.Text.Json;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Trajectories.Sets;

namespace Saccade.Objects.Sets;

/// <summary>
/// What a stored set of objects says about itself in its index: how its clips were made, its split, and length and SHA-256 of its truth file, so that the
/// hash of the index covers everything. Written as <see cref="SetJson"/> says.
/// </summary>
internal sealed record PersistenceSetMetadata
{
    public required string Content { get; init; }

    public required PersistenceClipOptions Clips { get; init; }

    public required long TruthBytes { get; init; }

    public required string TruthSha256 { get; init; }

    public required int[] Train { get; init; }

    public required int[] Validation { get; init; }

    public required int[] Test { get; init; }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, SetJson.Options);

    /// <exception cref="MediaException">The set holds something else than objects, or impossible options.</exception>
    public static PersistenceSetMetadata Parse(JsonElement json, string folder)
    {
        try
        {
            var content = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("content", out var named) ? named.ToString() : "";
            if (content != PersistenceSet.Content)
                throw new MediaException(folder, $"it is a set of clips, but not of {PersistenceSet.Content}: make one with 'saccade data make persistence'");
            var metadata = json.Deserialize<PersistenceSetMetadata>(SetJson.Options)!;
            metadata.Clips.Validate();
            return metadata;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw new MediaException(folder, $"its index does not describe clips of objects ({failure.Message.ReplaceLineEndings(" ")}): make the set again", failure);
        }
    }
}
