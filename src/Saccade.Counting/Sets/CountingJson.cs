using System.Text.Json;
using System.Text.Json.Serialization;

namespace Saccade.Counting.Sets;

/// <summary>How sets are written down: names in snake case, every part there, nothing unknown.</summary>
internal static class CountingJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };
}
