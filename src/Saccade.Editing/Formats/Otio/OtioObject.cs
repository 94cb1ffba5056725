using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Editing.Time;

namespace Saccade.Editing.Formats.Otio;

/// <summary>Values of OTIO's objects by name; a value of another kind than it should be is an error that names the object.</summary>
internal static class OtioObject
{
    private const string SchemaKey = "OTIO_SCHEMA";

    // Doubles are whole numbers up to here.
    private const double MostExact = 1L << 53;

    /// <summary>"Clip" for "Clip.2"; empty for what is no object of OTIO's.</summary>
    public static string Schema(this JsonObject item) => item.Text(SchemaKey).Split('.')[0];

    public static JsonObject New(string schema) => new() { [SchemaKey] = schema };

    public static string Text(this JsonObject item, string name) => item[name] switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw Failure(item, $"has as its {name} something that is no text"),
    };

    public static bool Flag(this JsonObject item, string name, bool absent) => item[name] switch
    {
        null => absent,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValueKind() == JsonValueKind.True,
        _ => throw Failure(item, $"has as its {name} something that is neither true nor false"),
    };

    public static double? Number(this JsonObject item, string name) => item[name] is { } value ? Number(item, name, value) : null;

    public static double Number(JsonObject item, string name, JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Failure(item, $"has as its {name} something that is no number");

    public static int? Whole(this JsonObject item, string name) => item.Number(name) is not { } number ? null
        : number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number
        : throw Failure(item, $"has the {name} {number.ToString(CultureInfo.InvariantCulture)}, which is no whole number");

    public static JsonObject? Object(this JsonObject item, string name) => item[name] switch
    {
        null => null,
        JsonObject inner => inner,
        _ => throw Failure(item, $"has as its {name} something that is no object"),
    };

    public static IEnumerable<JsonObject> Objects(this JsonObject item, string name) => item[name] switch
    {
        null => [],
        JsonArray array => array.Select(i => i as JsonObject ?? throw Failure(item, $"has among its {name} something that is no object")),
        _ => throw Failure(item, $"has as its {name} something that is no list"),
    };

    /// <summary>What we wrote beside OTIO's own properties; null where there is nothing.</summary>
    public static JsonObject? Own(this JsonObject item) => item.Object("metadata")?[OtioFormat.OwnKey] as JsonObject;

    /// <summary>A RationalTime in seconds; null where there is none.</summary>
    public static Rational? Time(this JsonObject item, string name) => item.Object(name) is { } time ? Seconds(time) : null;

    public static (Rational Start, Rational Duration)? Range(this JsonObject item, string name) => item.Object(name) is not { } range ? null
        : (range.Time("start_time") ?? Rational.Zero, range.Time("duration") ?? throw Failure(range, "is a range without a duration"));

    /// <summary>The rate of the first time inside a range, or null.</summary>
    public static FrameRate? RateOf(this JsonObject item, string range) =>
        item.Object(range) is { } times && (times.Object("duration") ?? times.Object("start_time")) is { } time && ToRate(Rate(time)) is { } rate ? rate : null;

    /// <summary>A time of our own metadata: exact, as text.</summary>
    public static Rational? OwnTime(this JsonObject item, string name)
    {
        if (item[name] is null)
            return null;
        return Rational.TryParse(item.Text(name), out var time) ? time : throw Failure(item, $"has the {name} '{item.Text(name)}', which is no time");
    }

    /// <summary>The rate of a RationalTime, exactly: 23.976 and 23.98 mean 24000/1001.</summary>
    public static Rational Rate(JsonObject time)
    {
        var rate = time.Number("rate") ?? throw Failure(time, "is a time without a rate");
        if (rate <= 0)
            throw Failure(time, $"is a time with the rate {rate.ToString(CultureInfo.InvariantCulture)}; a rate is greater than zero");
        var timebase = Math.Round(rate * 1.001);
        if (rate != Math.Truncate(rate) && timebase < 1000 && Math.Abs((timebase / 1.001) - rate) < 0.005)
            return new Rational((long)timebase * 1000, 1001);
        return Exact(time, rate);
    }

    public static FrameRate? ToRate(Rational rate) =>
        rate.Sign > 0 && rate.Numerator <= int.MaxValue && rate.Denominator <= int.MaxValue ? new FrameRate((int)rate.Numerator, (int)rate.Denominator) : null;

    /// <summary>A failure at an object; <see cref="At"/> gives it its line.</summary>
    public static TimelineException Failure(JsonObject item, string reason)
    {
        JsonNode? around = item;
        while (around is not null && !(around is JsonObject named && named.Schema() is "Clip" or "Gap" or "Transition" or "Stack" or "Track" && named.Text("name").Length > 0))
            around = around.Parent;
        var failure = new TimelineException($"{(item.Schema().Length > 0 ? item.Schema() : "an object")} {reason}", clip: (around as JsonObject)?.Text("name"));
        failure.Data[SchemaKey] = item;
        return failure;
    }

    /// <summary>The failure with the line of its object.</summary>
    public static TimelineException At(TimelineException failure, JsonSource source) =>
        failure.Line == 0 && failure.Data[SchemaKey] is JsonObject item ? new TimelineException(failure.Reason, clip: failure.Clip, line: source.LineOf(item), cause: failure) : failure;

    private static Rational Seconds(JsonObject time) =>
        Exact(time, time.Number("value") ?? throw Failure(time, "is a time without a value")) / Rate(time);

    private static Rational Exact(JsonObject time, double number)
    {
        if (number == Math.Truncate(number))
            return Math.Abs(number) <= MostExact ? new Rational((long)number) : throw Failure(time, "is a time too large to be exact");
        return Rational.TryParse(number.ToString("0.#########", CultureInfo.InvariantCulture), out var exact) ? exact : throw Failure(time, "is a time too large to be exact");
    }
}
