using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

internal static class TrackWriter
{
    public static XElement Write(Track track, FrameRate rate, WriteContext context)
    {
        var element = context.Existing(track);
        if (element is not null && track.IsAsRead)
            return element;
        var was = element is null ? null : (Track?)track.Origin!.AsRead;
        element ??= new XElement("track");
        if ((was?.Name ?? "") != track.Name)
            element.SetAttributeValue("MZ.TrackName", track.Name.Length > 0 ? track.Name : null);
        var existing = element.Elements().Where(e => e.Name.LocalName is "clipitem" or "generatoritem" or "transitionitem").ToArray();
        var neighbours = was is null ? [] : Neighbours(was.Items);
        var now = Neighbours(track.Items);
        List<XElement> wanted = [];
        foreach (var item in track.Items)
        {
            if (item is Transition transition)
                wanted.Add(WriteTransition(transition, track.Kind, rate, context));
            else if (item is Clip clip)
                wanted.Add(ClipWriter.Write(clip, now[clip].Before, now[clip].After, clip.Origin?.AsRead is Clip read && neighbours.TryGetValue(read, out var then) && !Same(then, now[clip]), track.Kind, rate, context));
        }
        XmlLayout.Arrange(element, existing, wanted, after: null);
        if (was is null || was.Enabled != track.Enabled)
            XmlLayout.SetChild(element, "enabled", XmemlText.Flag(track.Enabled));
        if (was is null || was.Locked != track.Locked)
            XmlLayout.SetChild(element, "locked", XmemlText.Flag(track.Locked));
        return element;
    }

    private static XElement WriteTransition(Transition transition, TrackKind kind, FrameRate rate, WriteContext context)
    {
        var item = context.Take(transition);
        if (item is not null && transition.IsAsRead)
            return item;
        var was = item is null ? null : (Transition?)transition.Origin!.AsRead;
        item ??= new XElement("transitionitem");
        if (was is null || was.Start != transition.Start || was.Duration != transition.Duration || was.Cut != transition.Cut)
        {
            XmlLayout.SetChild(item, "start", context.Frame(rate.FramesAt(transition.Start), transition.Name, "a transition's start"));
            XmlLayout.SetChild(item, "end", context.Frame(rate.FramesAt(transition.End), transition.Name, "a transition's end"), "start");
            XmlLayout.SetChild(item, "alignment", transition.Cut == transition.Start ? "start-black" : transition.Cut == transition.End ? "end-black" : "center", "end");
            XmlLayout.SetChild(item, "cutPointTicks", ((transition.Cut - transition.Start) * XmemlText.TicksPerSecond).Round().ToString(CultureInfo.InvariantCulture), "alignment");
        }
        if (was is null)
            item.Add(SequenceWriter.Rate(rate));
        if (was is null || was.Effect != transition.Effect)
            WriteEffect(item, transition, kind, context);
        return item;
    }

    private static void WriteEffect(XElement item, Transition transition, TrackKind kind, WriteContext context)
    {
        var effect = context.IsForeign ? null : transition.Effect;
        var isSound = kind == TrackKind.Audio;
        if (context.IsForeign && transition.Effect is { Id: not ("Cross Dissolve" or "KGAudioTransCrossFade3dB") })
            context.Lose(transition.Name.Length > 0 ? transition.Name : "a transition", isSound ? "becomes a cross-fade" : "becomes a cross dissolve");
        var element = context.Existing(effect) is { } known && known.Parent == item ? known : null;
        if (element is null)
        {
            item.Element("effect")?.Remove();
            var name = isSound ? "Cross Fade (+3dB)" : "Cross Dissolve";
            element = EffectWriter.New(effect?.Id ?? (isSound ? "KGAudioTransCrossFade3dB" : name), effect?.Name ?? name, effect?.Category ?? (isSound ? "" : "Dissolve"), effect?.Kind ?? "transition", isSound ? "audio" : "video");
            XmlLayout.InsertAfter(item, item.Elements().LastOrDefault(), element);
        }
        if (effect is not null)
            EffectWriter.Write(element, effect, ClipClock.Of(new FrameRate(1, 1), Rational.Zero, Rational.Zero, context.Project.Keyframes), context, transition.Name);
    }

    private static Dictionary<Clip, (Transition? Before, Transition? After)> Neighbours(IReadOnlyList<TrackItem> items)
    {
        // By reference: two clips may be equal.
        var neighbours = new Dictionary<Clip, (Transition?, Transition?)>(ReferenceEqualityComparer.Instance);
        TrackItem[] solid = [.. items.Where(i => i is not Gap)];
        for (var i = 0; i < solid.Length; i++)
        {
            if (solid[i] is Clip clip)
                neighbours[clip] = (i > 0 ? solid[i - 1] as Transition : null, i + 1 < solid.Length ? solid[i + 1] as Transition : null);
        }
        return neighbours;
    }

    private static bool Same((Transition? Before, Transition? After) a, (Transition? Before, Transition? After) b) =>
        a.Before?.Start == b.Before?.Start && a.Before?.Cut == b.Before?.Cut && a.After?.End == b.After?.End && a.After?.Cut == b.After?.Cut;
}
