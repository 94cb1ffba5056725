using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Writes which clip items belong together: each names all of its group by id and place. Links of items that went, go; places that changed are changed.</summary>
internal static class LinkWriter
{
    public static void Write(WriteContext context)
    {
        var places = Places(context.Document);
        var placesBefore = context.Read is null ? [] : Places(context.Read);
        var groups = context.Unlinked.Where(u => u.Clip.LinkGroup is not null && u.Item.Document is not null).ToLookup(u => u.Clip.LinkGroup!, u => u.Item);
        foreach (var (clip, item) in context.Unlinked.Where(u => NeedsLinks(u.Clip, u.Item, context)))
        {
            foreach (var link in item.Elements("link").ToArray())
                XmlLayout.Remove(link);
            if (clip.LinkGroup is null || groups[clip.LinkGroup].Count() < 2)
                continue;
            foreach (var other in groups[clip.LinkGroup])
            {
                if (other.Attribute("id")?.Value is { } id && places.TryGetValue(id, out var place))
                    XmlLayout.InsertAfter(item, item.Elements().LastOrDefault(), Link(id, place));
            }
        }
        foreach (var link in context.Document.Descendants("link").ToArray())
        {
            if (link.Text("linkclipref") is not { } id)
                continue;
            if (!places.TryGetValue(id, out var place))
            {
                XmlLayout.Remove(link);
            }
            else if (!placesBefore.TryGetValue(id, out var before) || before != place)
            {
                XmlLayout.SetChild(link, "trackindex", Number(place.Track));
                XmlLayout.SetChild(link, "clipindex", Number(place.Clip));
            }
        }
    }

    /// <summary>Whether links have to be written: for a new item, another group, or a member that the item does not name yet.</summary>
    private static bool NeedsLinks(Clip clip, XElement item, WriteContext context)
    {
        if (context.Existing(clip) != item || ((Clip)clip.Origin!.AsRead!).LinkGroup != clip.LinkGroup)
            return true;
        var known = item.Elements("link").Select(l => l.Text("linkclipref")).ToHashSet();
        return context.Unlinked.Any(u => u.Clip.LinkGroup == clip.LinkGroup && !known.Contains(u.Item.Attribute("id")?.Value));
    }

    private static XElement Link(string id, (string Kind, int Track, int Clip) place) => new(
        "link",
        new XElement("linkclipref", id),
        new XElement("mediatype", place.Kind),
        new XElement("trackindex", place.Track),
        new XElement("clipindex", place.Clip),
        place.Kind == "audio" ? new XElement("groupindex", 1) : null);

    /// <summary>Kind, track and place on it of every item, counted from 1 within its sequence.</summary>
    private static Dictionary<string, (string Kind, int Track, int Clip)> Places(XDocument document)
    {
        Dictionary<string, (string, int, int)> places = [];
        foreach (var holder in document.Descendants().Where(e => e.Name.LocalName is "video" or "audio" && e.Parent?.Name.LocalName == "media"))
        {
            var track = 0;
            foreach (var items in holder.Elements("track"))
            {
                track++;
                var place = 0;
                foreach (var item in items.Elements().Where(e => e.Name.LocalName is "clipitem" or "generatoritem"))
                {
                    place++;
                    if (item.Attribute("id")?.Value is { } id)
                        places.TryAdd(id, (holder.Name.LocalName, track, place));
                }
            }
        }
        return places;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
