using System.Text.Json;
using System.Text.Json.Serialization;

namespace Saccade.Trajectories.Sets;

/// <summary>How clips' options are written down, in stored sets and in runs: the properties' names in snake case, and nothing unknown.</summary>
public static class SetJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };
}
