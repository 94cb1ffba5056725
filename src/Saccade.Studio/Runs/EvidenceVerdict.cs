using System.Text.Json;

namespace Saccade.Studio.Runs;

/// <summary>Reads a run's verdict out of <c>evidence.json</c> without making objects of the rest.</summary>
internal static class EvidenceVerdict
{
    private const long MostBytes = 256L << 20;

    /// <returns>Of the test split, else of validation; null without evidence.</returns>
    /// <exception cref="JsonException">The file is damaged.</exception>
    public static string? Read(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > MostBytes)
            return null;
        var verdicts = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(File.ReadAllBytes(path));
        var split = "";
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.CurrentDepth == 1)
                split = reader.GetString()!;
            else if (reader.ValueTextEquals("verdict"u8))
                verdicts[split] = Value(ref reader);
            else
                reader.Skip();
        }
        return verdicts.GetValueOrDefault("test") ?? verdicts.GetValueOrDefault("validation") ?? verdicts.Values.FirstOrDefault();
    }

    private static string Value(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("the verdict is no text");
    }
}
