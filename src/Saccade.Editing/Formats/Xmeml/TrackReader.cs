using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Reads a track: its items in the document's order, in which a transition stands between the clips that it joins.</summary>
internal static class TrackReader
{
    public static Track Read(XElement track, TrackKind kind, FrameRate rate, XmemlContext context)
    {
        var elements = track.Elements().Where(e => e.Name.LocalName is "clipitem" or "generatoritem" or "transitionitem").ToArray();
        var items = new TrackItem[elements.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i].Name.LocalName == "transitionitem")
                items[i] = ReadTransition(elements[i], rate, context);
        }
        var free = Rational.Zero;
        for (var i = 0; i < elements.Length; i++)
        {
            if (items[i] is not null)
                continue;
            var before = i > 0 ? items[i - 1] as Transition : null;
            var after = i + 1 < items.Length ? items[i + 1] as Transition : null;
            items[i] = Named(elements[i], () =>
            {
                var grid = elements[i].Rate() ?? rate;
                return ClipReader.Read(elements[i], ItemTiming.Covered(elements[i], rate, grid, before, after, free), before, after, rate, context);
            });
            free = items[i].End;
        }
        return new Track
        {
            Kind = kind,
            Name = track.Attribute("MZ.TrackName")?.Value ?? "",
            Enabled = track.Flag("enabled", otherwise: true),
            Locked = track.Flag("locked", otherwise: false),
            Items = InOrder(items),
            Origin = new Origin(track, XmlSource.LineOf(track)),
        };
    }

    private static Transition ReadTransition(XElement item, FrameRate rate, XmemlContext context)
    {
        var own = item.Rate() ?? rate;
        var (start, end, cut) = ItemTiming.OfTransition(item, rate);
        var effect = item.Element("effect");
        var clock = ClipClock.Of(own, Rational.Zero, Rational.Zero, context.Options.Keyframes);
        return new Transition
        {
            Name = effect?.Element("name")?.Value ?? "",
            Start = start,
            Duration = end - start,
            Cut = cut,
            Effect = effect is null ? null : EffectReader.Read(effect, clock, effect),
            Origin = new Origin(item, XmlSource.LineOf(item)),
        };
    }

    private static TrackItem[] InOrder(TrackItem[] items)
    {
        var ordered = items;
        for (var i = 1; i < items.Length; i++)
        {
            if (items[i].Start < items[i - 1].Start)
            {
                ordered = [.. items.OrderBy(item => item.Start)];
                break;
            }
        }
        Clip? last = null;
        foreach (var clip in ordered.OfType<Clip>())
        {
            if (last is not null && clip.Start < last.End)
                throw new TimelineException($"begins at {clip.Start} s, before '{last.Name}' on the same track ends at {last.End} s", clip: clip.Name, line: clip.Origin!.Line);
            last = clip;
        }
        return ordered;
    }

    /// <summary>Says of a failure in which clip it is.</summary>
    private static Clip Named(XElement item, Func<Clip> read)
    {
        try
        {
            return read();
        }
        catch (TimelineException failure) when (failure.Clip is null)
        {
            throw new TimelineException(failure.Reason, clip: item.Element("name")?.Value ?? item.Attribute("id")?.Value ?? "", line: failure.Line > 0 ? failure.Line : XmlSource.LineOf(item), cause: failure);
        }
    }
}
