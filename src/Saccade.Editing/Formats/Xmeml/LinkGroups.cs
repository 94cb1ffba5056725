using System.Xml.Linq;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Which clip items belong together: those that a chain of <c>link</c> elements joins. A group is named after its first item.</summary>
internal sealed class LinkGroups
{
    private readonly Dictionary<string, string> _parents = [];
    private readonly HashSet<string> _joined = [];

    /// <param name="items">All items of the document, in its order.</param>
    public LinkGroups(IEnumerable<XElement> items)
    {
        List<(string Item, string Other)> links = [];
        foreach (var item in items)
        {
            if (item.Attribute("id")?.Value is not { } id)
                continue;
            _parents.TryAdd(id, id);
            links.AddRange(item.Elements("link").Select(l => l.Text("linkclipref")).OfType<string>().Where(other => other != id).Select(other => (id, other)));
        }
        // The first item of a document is its group's root: its name stays whatever the order of links.
        var order = _parents.Keys.Select((id, place) => (id, place)).ToDictionary(p => p.id, p => p.place);
        foreach (var (item, other) in links.Where(l => _parents.ContainsKey(l.Other)))
        {
            var (a, b) = (Root(item), Root(other));
            if (a != b)
                _parents[order[a] < order[b] ? b : a] = order[a] < order[b] ? a : b;
            _joined.Add(item);
            _joined.Add(other);
        }
    }

    /// <summary>Null for an item that is linked with nothing but itself.</summary>
    public string? GroupOf(XElement item) => item.Attribute("id")?.Value is { } id && _joined.Contains(id) ? Root(id) : null;

    private string Root(string id)
    {
        while (_parents[id] is var parent && parent != id)
            id = _parents[id] = _parents[parent];
        return id;
    }
}
