using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>
/// One key of a recipe: the property it fills, its type and its range. Types: string, bool, int, long, float, double,
/// enum (snake_case), arrays of these, and nullable values (an absent key leaves null). Ranges come from
/// <see cref="RangeAttribute"/>, closed sets of words from <see cref="AllowedValuesAttribute"/>.
/// </summary>
public sealed class OptionKey
{
    private readonly PropertyInfo property;
    private readonly Type elementType;
    private readonly RangeAttribute? range;
    private readonly string[]? allowed;

    internal OptionKey(string prefix, PropertyInfo property)
    {
        this.property = property;
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        Name = prefix.Length == 0 ? name : $"{prefix}.{name}";
        IsList = property.PropertyType.IsArray;
        var type = IsList ? property.PropertyType.GetElementType()! : property.PropertyType;
        elementType = Nullable.GetUnderlyingType(type) ?? type;
        range = property.GetCustomAttribute<RangeAttribute>();
        allowed = elementType.IsEnum
            ? [.. Enum.GetNames(elementType).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)]
            : property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.Select(v => (string)v!).ToArray();
        IsRequired = property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null;
    }

    /// <summary>The flat name in a recipe, such as <c>model.depth</c>.</summary>
    public string Name { get; }

    public bool IsList { get; }
    public bool IsRequired { get; }

    /// <summary>Parses an entry and puts it into <paramref name="options"/>.</summary>
    internal void Set(object options, RecipeEntry entry)
    {
        if (!IsList)
        {
            if (entry.IsList)
                throw entry.Error($"takes {TypeName}, not a list");
            property.SetValue(options, ParseOne(entry, entry.Values[0]));
            return;
        }
        // On the command line a list is written a,b,c, with or without brackets.
        var texts = entry.IsList
            ? entry.Values
            : entry.Values[0].TrimStart('[').TrimEnd(']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var array = Array.CreateInstance(elementType, texts.Count);
        for (var i = 0; i < texts.Count; i++)
            array.SetValue(ParseOne(entry, texts[i]), i);
        property.SetValue(options, array);
    }

    /// <summary>The property's value as it stands in a resolved recipe; null for a key that is not set.</summary>
    internal JsonNode? Get(object options) => property.GetValue(options) switch
    {
        null => null,
        string text => JsonValue.Create(text),
        IEnumerable list => new JsonArray([.. list.Cast<object>().Select(ToJson)]),
        var value => ToJson(value),
    };

    private static JsonNode ToJson(object value) => value switch
    {
        Enum e => JsonValue.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(e.ToString()))!,
        bool b => JsonValue.Create(b),
        string s => JsonValue.Create(s)!,
        // Through text, so that 0.1f is stored as 0.1 and not as its nearest double.
        _ => JsonNode.Parse(((IFormattable)value).ToString("R", CultureInfo.InvariantCulture))!,
    };

    private object ParseOne(RecipeEntry entry, string text)
    {
        if (allowed is not null)
        {
            var at = Array.IndexOf(allowed, text);
            if (at < 0)
                throw entry.Error($"is '{text}'; it must be one of {string.Join(", ", allowed)} (nearest: {NearestName.Of(text, allowed)})");
            return elementType.IsEnum ? Enum.Parse(elementType, Enum.GetNames(elementType)[at]) : text;
        }
        if (elementType == typeof(string))
            return text;
        object? value = null;
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        var culture = CultureInfo.InvariantCulture;
        if (elementType == typeof(bool) && text is "true" or "false")
            value = text == "true";
        else if (elementType == typeof(int) && int.TryParse(text, Whole, culture, out var i))
            value = i;
        else if (elementType == typeof(long) && long.TryParse(text, Whole, culture, out var l))
            value = l;
        else if (elementType == typeof(float) && float.TryParse(text, NumberStyles.Float, culture, out var f) && float.IsFinite(f))
            value = f;
        else if (elementType == typeof(double) && double.TryParse(text, NumberStyles.Float, culture, out var d) && double.IsFinite(d))
            value = d;
        if (value is null)
            throw entry.Error($"is '{text}'; it must be {TypeName}");
        if (range is not null)
            CheckRange(entry, text, Convert.ToDouble(value, culture));
        return value;
    }

    private void CheckRange(RecipeEntry entry, string text, double value)
    {
        var low = Convert.ToDouble(range!.Minimum, CultureInfo.InvariantCulture);
        var high = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        var inside = (range.MinimumIsExclusive ? value > low : value >= low) && (range.MaximumIsExclusive ? value < high : value <= high);
        if (!inside)
            throw entry.Error(FormattableString.Invariant($"is {text}; it must be {(range.MinimumIsExclusive ? "above" : "at least")} {low:R} and {(range.MaximumIsExclusive ? "below" : "at most")} {high:R}"));
    }

    private string TypeName =>
        elementType == typeof(bool) ? "true or false"
        : elementType == typeof(int) || elementType == typeof(long) ? "a whole number"
        : elementType == typeof(float) || elementType == typeof(double) ? "a finite number"
        : "a word";
}
