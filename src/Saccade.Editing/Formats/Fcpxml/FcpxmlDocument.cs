using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Formats.Xmeml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>The document that is written: a copy of the one that was read, or a new one. Finds the copies of what was read, and makes the resources that clips refer to.</summary>
internal sealed class FcpxmlDocument
{
    private const string NewVersion = "1.10";
    private const string TemplateFolder = ".../";

    private readonly Dictionary<XElement, XElement> _copies = [];
    private readonly Dictionary<string, XElement> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _effects = new(StringComparer.Ordinal);
    private readonly XElement _resourceList;
    private int _lastNumber;

    public FcpxmlDocument(TimelineProject project)
    {
        Project = project;
        if (project.Format == FcpxmlFormat.FormatName && project.Origin?.Element is XDocument read)
        {
            Document = new XDocument(read);
            Register(read.Root!, Document.Root!);
        }
        else
        {
            IsNew = true;
            Document = new XDocument(new XDeclaration("1.0", "UTF-8", null), new XText("\n"), new XDocumentType(FcpxmlFormat.FormatName, null, null, null), new XText("\n"),
                new XElement(FcpxmlFormat.FormatName, new XAttribute("version", NewVersion), new XElement("resources")));
        }
        var list = Root.Element("resources");
        if (list is null)
            Root.AddFirst(list = new XElement("resources"));
        _resourceList = list;
        foreach (var resource in list.Elements().Where(r => r.Text("id") is not null))
            _resources[resource.Text("id")!] = resource;
        foreach (var effect in list.Elements("effect"))
            _effects.TryAdd(effect.Text("uid") ?? "", effect.Text("id") ?? "");
    }

    public TimelineProject Project { get; }

    /// <summary>Files whose picture or sound is on some track, by id.</summary>
    public HashSet<(TrackKind Kind, string Media)> Used { get; } = [];

    public XDocument Document { get; }

    public XElement Root => Document.Root!;

    /// <summary>Whether nothing of it was read.</summary>
    public bool IsNew { get; }

    public List<Loss> Losses { get; } = [];

    public void Lose(string where, string what) => Losses.Add(new Loss(where, what));

    /// <summary>What stands in this document for what a node was read from; null for a new node, or one of another document.</summary>
    public XElement? CopyOf(TimelineNode? node) => node?.Origin?.Element is XElement element ? _copies.GetValueOrDefault(element) : null;

    /// <summary>Another copy of what a node was read from, standing nowhere yet, for which <see cref="CopyOf"/> gives that and its parts from now on.</summary>
    public XElement Again(XElement original)
    {
        var copy = new XElement(original);
        Register(original, copy);
        return copy;
    }

    public XElement? Resource(string id) => _resources.GetValueOrDefault(id);

    /// <summary>Adds a resource under the id that it is to have if that is free and a name, and under a number otherwise.</summary>
    public XElement AddResource(string name, string wanted)
    {
        var id = IsName(wanted) && !_resources.ContainsKey(wanted) ? wanted : NextId();
        var resource = new XElement(name, new XAttribute("id", id));
        _resources[id] = resource;
        XmlLayout.InsertAfter(_resourceList, _resourceList.LastNode as XElement ?? _resourceList.Elements().LastOrDefault(), resource);
        return resource;
    }

    /// <summary>The id of a format of this rate and size.</summary>
    public string Format(FrameRate rate, int? width, int? height)
    {
        foreach (var known in _resourceList.Elements("format"))
        {
            if (Resources.RateOf(known) == rate && known.Whole("width") == width && known.Whole("height") == height)
                return known.Text("id")!;
        }
        var format = AddResource("format", "");
        format.SetAttributeValue("frameDuration", StoryElement.Time(Time.FrameGrid.SecondsAt(rate, 1)));
        format.SetAttributeValue("width", width);
        format.SetAttributeValue("height", height);
        return format.Text("id")!;
    }

    /// <summary>The id of an effect's resource; null where Final Cut has no such effect.</summary>
    public string? Effect(string id, string name)
    {
        if (_effects.TryGetValue(id, out var known))
            return known;
        if (EffectNames.ToUid(id, name) is not { } effect)
            return id.StartsWith(TemplateFolder, StringComparison.Ordinal) ? AddEffect(id, name) : null;
        return _effects.TryGetValue(effect.Uid, out known) ? known : AddEffect(effect.Uid, effect.Name);
    }

    /// <summary>Whether a text may stand as the id of an element.</summary>
    public static bool IsName(string text)
    {
        try
        {
            return text.Length > 0 && XmlConvert.VerifyNCName(text) == text;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>The address by which Final Cut knows a file.</summary>
    public static string Url(string path) => PathUrl.FromPath(path).Replace("file://localhost/", "file:///", StringComparison.Ordinal);

    private string AddEffect(string uid, string name)
    {
        var effect = AddResource("effect", "");
        effect.SetAttributeValue("name", name);
        effect.SetAttributeValue("uid", uid);
        return _effects[uid] = effect.Text("id")!;
    }

    private string NextId()
    {
        string id;
        do
        {
            id = "r" + (++_lastNumber).ToString(CultureInfo.InvariantCulture);
        }
        while (_resources.ContainsKey(id) || (!IsNew && _lastNumber < _resources.Count));
        return id;
    }

    private void Register(XElement original, XElement copy)
    {
        _copies[original] = copy;
        using var copies = copy.Elements().GetEnumerator();
        foreach (var child in original.Elements())
        {
            copies.MoveNext();
            Register(child, copies.Current);
        }
    }
}
