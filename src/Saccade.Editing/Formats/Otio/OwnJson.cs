using System.Globalization;
using System.Text.Json.Nodes;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Otio;

/// <summary>What OTIO has no place for, in metadata of our own: animated values, effects, speeds. Times are exact fractions of seconds, as text.</summary>
internal static class OwnJson
{
    /// <summary>A number as OTIO writes doubles: 24.0.</summary>
    public static JsonNode Double(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return JsonNode.Parse(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0")!;
    }

    public static JsonNode Write<T>(Animated<T> curve)
        where T : struct =>
        !curve.IsAnimated ? Value(curve.Value) : new JsonObject
        {
            ["value"] = Value(curve.Value),
            ["keyframes"] = new JsonArray([.. curve.Keyframes.Select(k =>
            {
                var key = new JsonObject { ["time"] = k.Time.ToString(), ["value"] = Value(k.Value) };
                if (k.Interpolation != Interpolation.Linear)
                    key["interpolation"] = k.Interpolation.ToString();
                return key;
            })]),
        };

    public static Animated<double> ReadNumber(JsonObject owner, string name, double absent) => Read(owner, name, absent, node => OtioObject.Number(owner, name, node));

    public static Animated<Pair> ReadPair(JsonObject owner, string name, Pair absent) => Read(owner, name, absent, node => node is JsonArray { Count: 2 } pair
        ? new Pair(OtioObject.Number(owner, name, pair[0]), OtioObject.Number(owner, name, pair[1]))
        : throw OtioObject.Failure(owner, $"has as its {name} something that is no pair of numbers"));

    public static JsonObject Write(Motion motion)
    {
        var json = new JsonObject();
        Add(json, "scale", motion.Scale, Motion.None.Scale);
        Add(json, "position", motion.Position, Motion.None.Position);
        Add(json, "rotation", motion.Rotation, Motion.None.Rotation);
        Add(json, "anchor", motion.Anchor, Motion.None.Anchor);
        return json;
    }

    public static Motion ReadMotion(JsonObject? json) => json is null ? Motion.None : new Motion
    {
        Scale = ReadPair(json, "scale", new Pair(100, 100)),
        Position = ReadPair(json, "position", default),
        Rotation = ReadNumber(json, "rotation", 0),
        Anchor = ReadPair(json, "anchor", default),
    };

    public static JsonObject Write(Crop crop)
    {
        var json = new JsonObject();
        Add(json, "left", crop.Left, Crop.None.Left);
        Add(json, "right", crop.Right, Crop.None.Right);
        Add(json, "top", crop.Top, Crop.None.Top);
        Add(json, "bottom", crop.Bottom, Crop.None.Bottom);
        return json;
    }

    public static Crop ReadCrop(JsonObject? json) => json is null ? Crop.None : new Crop
    {
        Left = ReadNumber(json, "left", 0),
        Right = ReadNumber(json, "right", 0),
        Top = ReadNumber(json, "top", 0),
        Bottom = ReadNumber(json, "bottom", 0),
    };

    public static JsonObject Write(SpeedChange speed)
    {
        var json = new JsonObject { ["ratio"] = speed.Ratio.ToString() };
        if (speed.FrameBlending)
            json["frame_blending"] = true;
        if (speed.Points.Count > 0)
            json["points"] = new JsonArray([.. speed.Points.Select(p => new JsonObject { ["offset"] = p.Offset.ToString(), ["source_time"] = p.SourceTime.ToString() })]);
        return json;
    }

    public static SpeedChange ReadSpeed(JsonObject json)
    {
        var points = json.Objects("points").Select(p => new SpeedPoint(p.OwnTime("offset") ?? Rational.Zero, p.OwnTime("source_time") ?? Rational.Zero)).ToArray();
        return points.Zip(points.Skip(1)).Any(p => p.Second.Offset <= p.First.Offset) ? throw OtioObject.Failure(json, "has points of a speed that do not follow one another")
            : new SpeedChange { Ratio = json.OwnTime("ratio") ?? Rational.One, FrameBlending = json.Flag("frame_blending", absent: false), Points = points };
    }

    public static JsonObject Write(Effect effect)
    {
        var json = new JsonObject { ["id"] = effect.Id, ["name"] = effect.Name, ["kind"] = effect.Kind, ["category"] = effect.Category };
        if (!effect.Enabled)
            json["enabled"] = false;
        if (effect.Parameters.Count > 0)
        {
            json["parameters"] = new JsonArray([.. effect.Parameters.Select(p => new JsonObject
            {
                ["id"] = p.Id,
                ["name"] = p.Name,
                [p.Value switch { ParameterValue.Number => "number", ParameterValue.Point => "point", _ => "text" }] = p.Value switch
                {
                    ParameterValue.Number number => Write(number.Curve),
                    ParameterValue.Point point => Write(point.Curve),
                    ParameterValue.Text text => text.Value,
                    _ => null,
                },
            })]);
        }
        return json;
    }

    public static Effect ReadEffect(JsonObject json) => new()
    {
        Id = json.Text("id"),
        Name = json.Text("name"),
        Kind = json.Text("kind"),
        Category = json.Text("category"),
        Enabled = json.Flag("enabled", absent: true),
        Parameters = [.. json.Objects("parameters").Select(p => new Parameter
        {
            Id = p.Text("id"),
            Name = p.Text("name"),
            Value = p["number"] is not null ? new ParameterValue.Number(ReadNumber(p, "number", 0))
                : p["point"] is not null ? new ParameterValue.Point(ReadPair(p, "point", default))
                : new ParameterValue.Text(p.Text("text")),
        })],
    };

    private static void Add<T>(JsonObject json, string name, Animated<T> curve, Animated<T> absent)
        where T : struct
    {
        if (!curve.Equals(absent))
            json[name] = Write(curve);
    }

    private static JsonNode Value<T>(T value)
        where T : struct => value switch
        {
            Pair pair => new JsonArray(Double(pair.X), Double(pair.Y)),
            double number => Double(number),
            _ => throw new ArgumentException($"{typeof(T)} is no animated value"),
        };

    private static Animated<T> Read<T>(JsonObject owner, string name, T absent, Func<JsonNode?, T> value)
        where T : struct
    {
        if (owner[name] is not JsonObject curve)
            return owner[name] is { } alone ? value(alone) : absent;
        return new Animated<T>(value(curve["value"]), [.. curve.Objects("keyframes").Select(k =>
            new Keyframe<T>(
                k.OwnTime("time") ?? throw OtioObject.Failure(k, "is a keyframe without a time"),
                value(k["value"]),
                Enum.TryParse<Interpolation>(k.Text("interpolation"), out var way) ? way : Interpolation.Linear)).OrderBy(k => k.Time)]);
    }
}
