using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Reads what is done to a clip: motion, crop and opacity as properties, everything else as effects.</summary>
internal static class EffectReader
{
    public static Motion Motion(XElement item, ClipClock clock)
    {
        if (EffectIds.Find(item, EffectIds.Motion) is not { } effect)
            return Timelines.Motion.None;
        return new Motion
        {
            Scale = CurveReader.Read(effect, "scale", CurveForms.Uniform, clock, new Pair(100, 100)),
            Rotation = CurveReader.Read(effect, "rotation", CurveForms.Number, clock, 0),
            Position = CurveReader.Read(effect, "center", CurveForms.Point, clock, default),
            Anchor = CurveReader.Read(effect, "centerOffset", CurveForms.Point, clock, default),
        };
    }

    public static Crop Crop(XElement item, ClipClock clock)
    {
        if (EffectIds.Find(item, EffectIds.Crop) is not { } effect)
            return Timelines.Crop.None;
        return new Crop
        {
            Left = CurveReader.Read(effect, "left", CurveForms.Number, clock, 0),
            Right = CurveReader.Read(effect, "right", CurveForms.Number, clock, 0),
            Top = CurveReader.Read(effect, "top", CurveForms.Number, clock, 0),
            Bottom = CurveReader.Read(effect, "bottom", CurveForms.Number, clock, 0),
        };
    }

    public static Animated<double> Opacity(XElement item, ClipClock clock) =>
        CurveReader.Read(EffectIds.Find(item, EffectIds.Opacity), "opacity", CurveForms.Number, clock, 100);

    /// <summary>The filters that no property of a clip stands for: unknown ones, further ones of a kind, and those that are switched off.</summary>
    public static IReadOnlyList<Effect> Others(XElement item, ClipClock clock)
    {
        List<Effect> effects = [];
        HashSet<string> modelled = new(StringComparer.OrdinalIgnoreCase);
        foreach (var filter in item.Elements("filter"))
        {
            if (filter.Element("effect") is not { } effect)
                continue;
            var id = EffectIds.Of(effect);
            var isEnabled = EffectIds.IsEnabled(filter);
            if (!isEnabled || !EffectIds.IsModelled(id) || !modelled.Add(id))
                effects.Add(Read(effect, clock, filter, isEnabled));
        }
        return effects;
    }

    /// <param name="holder">The filter around it, which is the element that comes and goes; the effect itself for a transition or generator.</param>
    public static Effect Read(XElement effect, ClipClock clock, XElement holder, bool isEnabled = true) => new()
    {
        Id = EffectIds.Of(effect),
        Name = effect.Element("name")?.Value ?? "",
        Kind = effect.Text("effecttype") ?? "",
        Category = effect.Text("effectcategory") ?? "",
        Enabled = isEnabled,
        Parameters = [.. effect.Elements("parameter").Select(p => CurveReader.ReadAny(p, clock))],
        Origin = new Origin(holder, XmlSource.LineOf(holder)),
    };
}
