using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Saccade.Training;

/// <summary>How everything in a run folder and on standard output is written as JSON: snake_case, enums as words, not-a-number as null.</summary>
public static class RunJson
{
    public static JsonSerializerOptions Indented { get; } = Options(indented: true);
    public static JsonSerializerOptions Line { get; } = Options(indented: false);

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = indented,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // files and terminals, never inside HTML
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new NullForNotFinite() },
    };

    /// <summary>Reads one JSON document of a run.</summary>
    /// <exception cref="RunException">The file is missing or broken; names it.</exception>
    internal static T ReadFile<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Indented) ?? throw new JsonException("it holds null");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunException($"{path}: cannot be read ({RunException.OneLine(e.Message)})", e);
        }
    }

    /// <summary>JSON has no word for NaN or infinity; a measure that does not exist is null.</summary>
    private sealed class NullForNotFinite : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
