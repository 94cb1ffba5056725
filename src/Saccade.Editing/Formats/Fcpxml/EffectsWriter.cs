using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Writes the effects of clips and transitions; those that Final Cut has not are losses.</summary>
internal sealed class EffectsWriter(FcpxmlDocument document, Rational frame)
{
    /// <summary>Makes an element's filters those that the clip has, in their order.</summary>
    /// <param name="read">The effects that were read from the element; null for a new one.</param>
    public void WriteFilters(XElement element, string name, Clip clip, IReadOnlyList<Effect> effects, IReadOnlyList<Effect>? read, Rational clipStart, bool moved)
    {
        if (!moved && ReferenceEquals(effects, read))
            return;
        var wanted = new List<XElement>();
        foreach (var effect in effects)
        {
            if (document.CopyOf(effect) is { } known && known.Name == name && known.Parent == element)
            {
                if (!effect.IsAsRead || moved)
                {
                    if (effect.Enabled != known.Flag("enabled", absent: true))
                        known.Set("enabled", effect.Enabled ? null : "0");
                    EffectXml.WriteParameters(known, moved ? Animated(effect) : effect, clipStart, frame);
                }
                wanted.Add(known);
            }
            else if (document.Effect(effect.Id, effect.Name) is { } reference)
            {
                wanted.Add(EffectXml.Build(effect with { Origin = null }, name, reference, clipStart, frame));
            }
            else
            {
                document.Lose(clip.Name, $"the effect '{(effect.Name.Length > 0 ? effect.Name : effect.Id)}', which Final Cut has not");
            }
        }
        var existing = element.Elements(name).ToArray();
        XmlLayout.Arrange(element, existing, wanted, element.Elements().LastOrDefault(e => e.Name.LocalName is not ("metadata" or "reserved" or "filter-audio")));
    }

    /// <summary>The volume, which has an element of its own, and the other effects of a sound.</summary>
    public void WriteSound(XElement element, Clip sound, IReadOnlyList<Effect>? read, Rational clipStart, bool moved)
    {
        if (!moved && ReferenceEquals(sound.Effects, read))
            return;
        var volume = sound.Effects.FirstOrDefault(e => e.Id == EffectNames.AudioLevels);
        var level = volume?.Parameters.FirstOrDefault(p => p.Id == EffectXml.Level)?.Value as ParameterValue.Number;
        var before = read?.FirstOrDefault(e => e.Id == EffectNames.AudioLevels);
        if (!ReferenceEquals(volume, before) || (moved && level is { Curve.IsAnimated: true }))
        {
            if (element.Element("adjust-volume") is { } old)
                XmlLayout.Remove(old);
            if (level is { Curve: var gain } && (gain.IsAnimated || gain.Value != 1))
                StoryElement.Insert(element, EffectXml.BuildVolume(gain, clipStart, frame));
        }
        WriteFilters(element, "filter-audio", sound, [.. sound.Effects.Where(e => e.Id != EffectNames.AudioLevels)], null, clipStart, moved);
    }

    /// <summary>Null, and a loss, for a transition that Final Cut has not: it becomes a dissolve.</summary>
    public XElement? BuildTransition(Effect effect, string name, string where)
    {
        var id = document.Effect(effect.Id, effect.Name);
        if (id is null)
            document.Lose(where.Length > 0 ? where : "transition", $"the transition '{(effect.Name.Length > 0 ? effect.Name : effect.Id)}': it becomes a {(name == "filter-audio" ? "cross-fade" : "cross dissolve")}");
        var known = id is not null;
        id ??= document.Effect(name == "filter-audio" ? "FFAudioTransition" : EffectNames.CrossDissolve, "");
        return EffectXml.Build(known && document.CopyOf(effect) is null ? effect with { Origin = null, Parameters = EffectNames.ToUid(effect.Id, "")?.Uid == effect.Id ? effect.Parameters : [] } : effect with { Origin = null }, name, id!, Rational.Zero, frame);
    }

    /// <summary>An effect all of whose animated parameters are to be written again.</summary>
    private static Effect Animated(Effect effect) => effect with
    {
        Origin = null,
        Parameters = [.. effect.Parameters.Where(p => !effect.IsAsRead || p.Value is ParameterValue.Number { Curve.IsAnimated: true } or ParameterValue.Point { Curve.IsAnimated: true })],
    };
}
