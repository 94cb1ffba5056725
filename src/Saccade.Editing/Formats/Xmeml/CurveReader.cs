using System.Xml.Linq;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Reads parameters: a static value, keyframes, or both. Premiere writes both, and then the keyframes are what is seen.</summary>
internal static class CurveReader
{
    /// <summary>The curve of an effect's parameter; <paramref name="otherwise"/> where it has none.</summary>
    public static Animated<T> Read<T>(XElement? effect, string parameterId, CurveForm<T> form, ClipClock clock, T otherwise)
        where T : struct =>
        Find(effect, parameterId) is { } parameter ? Read(parameter, form, clock, otherwise) : otherwise;

    public static Animated<T> Read<T>(XElement parameter, CurveForm<T> form, ClipClock clock, T otherwise)
        where T : struct
    {
        var keyframes = Keyframes(parameter, form, clock);
        var value = (parameter.Element("value") is { } given ? form.Read(given) : null) ?? (keyframes.Count > 0 ? keyframes[0].Value : otherwise);
        return new Animated<T>(value, keyframes);
    }

    public static XElement? Find(XElement? effect, string parameterId) => effect?.Elements("parameter")
        .FirstOrDefault(p => (p.Text("parameterid") ?? p.Text("name") ?? "").Equals(parameterId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Any parameter, by what its value looks like.</summary>
    public static Parameter ReadAny(XElement parameter, ClipClock clock)
    {
        var value = parameter.Element("value");
        var sample = parameter.Element("keyframe")?.Element("value") ?? value;
        ParameterValue read = sample is null ? new ParameterValue.Text("")
            : CurveForms.Point.Read(sample) is { } pair ? new ParameterValue.Point(Read(parameter, CurveForms.Point, clock, pair))
            : CurveForms.Number.Read(sample) is { } number ? new ParameterValue.Number(Read(parameter, CurveForms.Number, clock, number))
            : new ParameterValue.Text(value is null ? "" : TextOf(value));
        return new Parameter { Id = parameter.Text("parameterid") ?? parameter.Text("name") ?? "", Name = parameter.Text("name") ?? "", Value = read, Origin = new Origin(parameter) };
    }

    /// <summary>The text of a value that is no number: as it stands, elements and all.</summary>
    public static string TextOf(XElement value) => value.HasElements ? string.Concat(value.Elements().Select(e => e.ToString(SaveOptions.DisableFormatting))) : value.Value;

    /// <summary>Whether a parameter's keyframes hold unless they say otherwise.</summary>
    public static bool IsHeld(XElement parameter) => InterpolationOf(parameter) == Interpolation.Hold;

    /// <summary>What a keyframe or parameter says of the way to the next; null where it says nothing.</summary>
    public static Interpolation? InterpolationOf(XElement element) => element.Element("interpolation")?.Text("name")?.ToUpperInvariant() switch
    {
        null => null,
        "HOLD" or "CONSTANT" or "STEP" => Interpolation.Hold,
        "FCPCURVE" or "CURVE" or "BEZIER" or "SMOOTH" => Interpolation.Ease,
        _ => Interpolation.Linear,
    };

    /// <summary>In the order of their times, the last of those with the same time.</summary>
    private static List<Keyframe<T>> Keyframes<T>(XElement parameter, CurveForm<T> form, ClipClock clock)
        where T : struct
    {
        List<Keyframe<T>> keyframes = [];
        var whole = IsHeld(parameter) ? Interpolation.Hold : Interpolation.Linear;
        foreach (var keyframe in parameter.Elements("keyframe"))
        {
            var when = keyframe.Frames("when") ?? throw XmemlText.Wrong(keyframe, "a keyframe has no <when>");
            if (keyframe.Element("value") is { } value && form.Read(value) is { } number)
                keyframes.Add(new Keyframe<T>(clock.KeyframeOffsetOf(when), number, InterpolationOf(keyframe) ?? whole));
        }
        for (var i = 1; i < keyframes.Count; i++)
        {
            if (keyframes[i].Time <= keyframes[i - 1].Time)
                return [.. keyframes.Select((k, place) => (k, place)).GroupBy(k => k.k.Time).OrderBy(g => g.Key).Select(g => g.MaxBy(k => k.place).k)];
        }
        return keyframes;
    }
}
