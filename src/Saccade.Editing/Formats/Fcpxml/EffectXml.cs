using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Filters, transitions, generators and titles: an effect resource with params. Volume is the effect that xmeml has for it.</summary>
internal static class EffectXml
{
    /// <summary>The parameter of <see cref="EffectNames.AudioLevels"/>: 1 is the level as recorded.</summary>
    public const string Level = "level";

    private const double SilentDecibels = -96;

    /// <param name="element">A filter, title or video that refers to an effect.</param>
    public static Effect Read(XElement element, Resources resources, Rational clipStart)
    {
        var effect = resources.Find(element, "effect");
        var uid = effect.Text("uid") ?? "";
        return new Effect
        {
            Id = EffectNames.FromUid(uid),
            Name = element.Text("name") ?? effect.Text("name") ?? "",
            Kind = element.Name.LocalName,
            Enabled = element.Name.LocalName is not ("filter-video" or "filter-audio") || element.Flag("enabled", absent: true),
            Parameters = [.. element.Elements("param").Where(p => !p.Elements("param").Any()).Select(p => ReadParameter(p, clipStart))],
            Origin = new Origin(element, XmlSource.LineOf(element)),
        };
    }

    public static Effect ReadVolume(XElement volume, Rational clipStart) => new()
    {
        Id = EffectNames.AudioLevels,
        Name = "Audio Levels",
        Kind = EffectNames.AudioLevels,
        Category = EffectNames.AudioLevels,
        Parameters =
        [
            new Parameter { Id = Level, Name = "Level", Value = new ParameterValue.Number(AnimationXml.ReadNumber(volume, "amount", 0, clipStart).Map(ToGain)) },
        ],
        Origin = new Origin(volume, XmlSource.LineOf(volume)),
    };

    public static XElement BuildVolume(Animated<double> gain, Rational clipStart, Rational frame)
    {
        var volume = new XElement("adjust-volume");
        AnimationXml.Write(volume, "amount", gain.Map(ToDecibels), clipStart, frame, value => StoryElement.Number(value) + "dB");
        return volume;
    }

    /// <summary>A filter, or the like, that says what an effect is.</summary>
    /// <param name="name">The element's.</param>
    /// <param name="reference">The id of the effect's resource.</param>
    public static XElement Build(Effect effect, string name, string reference, Rational clipStart, Rational frame)
    {
        var element = new XElement(name, new XAttribute("ref", reference));
        if (effect.Name.Length > 0)
            element.SetAttributeValue("name", effect.Name);
        if (!effect.Enabled)
            element.SetAttributeValue("enabled", "0");
        WriteParameters(element, effect, clipStart, frame);
        return element;
    }

    /// <summary>Makes an element's params say what the effect's parameters do; those that say it already are not touched.</summary>
    public static void WriteParameters(XElement element, Effect effect, Rational clipStart, Rational frame)
    {
        var before = effect.Origin?.AsRead as Effect;
        foreach (var gone in before?.Parameters.Where(p => effect.Find(p.Id) is null) ?? [])
        {
            if (Find(element, gone) is { } param)
                XmlLayout.Remove(param);
        }
        foreach (var parameter in effect.Parameters)
        {
            if (before?.Find(parameter.Id)?.Value is { } known && known.Equals(parameter.Value) && Find(element, parameter) is not null)
                continue;
            var param = Find(element, parameter);
            if (param is null)
            {
                param = new XElement("param", new XAttribute("name", parameter.Name.Length > 0 ? parameter.Name : parameter.Id));
                if (parameter.Id != (parameter.Name.Length > 0 ? parameter.Name : parameter.Id))
                    param.SetAttributeValue("key", parameter.Id);
                StoryElement.Insert(element, param);
            }
            switch (parameter.Value)
            {
                case ParameterValue.Number { Curve: var curve }:
                    param.Set("value", StoryElement.Number(curve.Value));
                    AnimationXml.WriteKeyframes(param, curve, clipStart, frame, StoryElement.Number);
                    break;
                case ParameterValue.Point { Curve: var curve }:
                    param.Set("value", AnimationXml.Text(curve.Value));
                    AnimationXml.WriteKeyframes(param, curve, clipStart, frame, AnimationXml.Text);
                    break;
                case ParameterValue.Text { Value: var text }:
                    param.Set("value", text);
                    break;
            }
        }
    }

    private static Parameter ReadParameter(XElement param, Rational clipStart)
    {
        var name = param.Text("name") ?? "";
        return new Parameter { Id = param.Text("key") ?? name, Name = name, Value = ReadValue(param, clipStart), Origin = new Origin(param, XmlSource.LineOf(param)) };
    }

    private static ParameterValue ReadValue(XElement param, Rational clipStart)
    {
        var text = param.Text("value") ?? "";
        var keys = param.Element("keyframeAnimation")?.Elements("keyframe").Select(k => k.Text("value") ?? "").ToArray() ?? [];
        var said = text.Length > 0 ? [text, .. keys] : keys;
        if (said.Length > 0 && said.All(IsNumber))
        {
            var curve = AnimationXml.Keyframes(param, clipStart, (key, value) => StoryElement.ParseNumber(key, "value", value));
            return new ParameterValue.Number(new Animated<double>(text.Length > 0 ? StoryElement.ParseNumber(param, "value", text) : curve[0].Value, curve));
        }
        if (said.Length > 0 && said.All(IsPair))
        {
            var curve = AnimationXml.Keyframes(param, clipStart, AnimationXml.ParsePair);
            return new ParameterValue.Point(new Animated<Pair>(text.Length > 0 ? AnimationXml.ParsePair(param, text) : curve[0].Value, curve));
        }
        return new ParameterValue.Text(text);
    }

    private static XElement? Find(XElement element, Parameter parameter) =>
        element.Elements("param").FirstOrDefault(p => (p.Text("key") ?? p.Text("name")) == parameter.Id);

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);

    private static bool IsPair(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var x, var y] && IsNumber(x) && IsNumber(y);

    private static double ToGain(double decibels) => decibels <= SilentDecibels ? 0 : Math.Round(Math.Pow(10, decibels / 20), 9);

    private static double ToDecibels(double gain) => gain <= 0 ? SilentDecibels : Math.Max(SilentDecibels, PictureUnits.Clean(20 * Math.Log10(gain)));
}
