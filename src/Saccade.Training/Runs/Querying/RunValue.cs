using System.Globalization;
using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>A run's value under a name: a number, or a text.</summary>
/// <param name="Text">As it is printed.</param>
/// <param name="Number">Null where it is no number.</param>
public readonly record struct RunValue(string Text, double? Number) : IComparable<RunValue>
{
    public static RunValue Of(string text) => new(text, null);

    public static RunValue Of(double number) => new(number.ToString("R", CultureInfo.InvariantCulture), number);

    /// <summary>In coordinated universal time, so that the order of the texts is that of the times.</summary>
    public static RunValue Of(DateTimeOffset time) => Of(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    /// <summary>What a person typed: a number if it reads as one.</summary>
    public static RunValue Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new RunValue(text, number) : Of(text);

    /// <summary>A value of a recipe.</summary>
    public static RunValue Of(JsonNode value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? Of(text) : Parse(value.ToJsonString());

    public JsonNode ToJson() => Number is { } number && double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(Text);

    /// <summary>Numbers by size, before texts by their letters.</summary>
    public int CompareTo(RunValue other) => (Number, other.Number) switch
    {
        ({ } a, { } b) => a.CompareTo(b),
        (null, null) => string.Compare(Text, other.Text, StringComparison.OrdinalIgnoreCase),
        var (a, _) => a is null ? 1 : -1,
    };

    public static bool operator <(RunValue a, RunValue b) => a.CompareTo(b) < 0;

    public static bool operator >(RunValue a, RunValue b) => a.CompareTo(b) > 0;

    public static bool operator <=(RunValue a, RunValue b) => a.CompareTo(b) <= 0;

    public static bool operator >=(RunValue a, RunValue b) => a.CompareTo(b) >= 0;
}
