using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>One document in the making: which of its elements stand for which nodes, and what was lost on the way.</summary>
internal sealed class WriteContext
{
    private readonly Dictionary<XElement, XElement> _copies = [];
    private readonly HashSet<XElement> _used = [];
    private readonly HashSet<string> _clipIds = [];
    private readonly Dictionary<string, MediaFile> _media = [];
    private readonly List<Loss> _losses = [];
    private int _clips;

    /// <param name="project">What is written.</param>
    /// <param name="read">The document that it was read from, where that is xmeml; it is not changed.</param>
    public WriteContext(TimelineProject project, XDocument? read)
    {
        Project = project;
        Read = read;
        foreach (var media in project.Media)
            _media.TryAdd(media.Id, media);
        IsForeign = project.Format is not ("" or XmemlFormat.FormatName);
        if (read is null)
        {
            Document = new XDocument(new XDeclaration("1.0", "UTF-8", null), new XText("\n"), new XDocumentType("xmeml", null, null, null), new XText("\n"), new XElement("xmeml", new XAttribute("version", project.Format == XmemlFormat.FormatName ? project.Version : "4")));
            return;
        }
        Document = new XDocument(read);
        foreach (var (original, copy) in read.Descendants().Zip(Document.Descendants()))
        {
            _copies.Add(original, copy);
            if (original.Name.LocalName is "clipitem" or "generatoritem" && original.Attribute("id") is { } id)
                _clipIds.Add(id.Value);
        }
    }

    public TimelineProject Project { get; }

    /// <summary>The document that was read, where it is changed and not made.</summary>
    public XDocument? Read { get; }

    public XDocument Document { get; }

    /// <summary>Whether the project comes from another format, whose effects mean nothing here.</summary>
    public bool IsForeign { get; }

    public IReadOnlyList<Loss> Losses => _losses;

    /// <summary>Clip items that are new or whose groups are, to be linked at the end.</summary>
    public List<(Clip Clip, XElement Item)> Unlinked { get; } = [];

    /// <summary>The element of a node that was read from this document; null for any other.</summary>
    public XElement? Existing(TimelineNode? node) => node?.Origin?.Element is XElement element ? _copies.GetValueOrDefault(element) : null;

    /// <summary>The same for an item that may be used more than once: from the second use on it is a copy with an id of its own.</summary>
    public XElement? Take(TimelineNode node)
    {
        if (Existing(node) is not { } element || _used.Add(element))
            return Existing(node);
        var copy = new XElement((XElement)node.Origin!.Element);
        copy.SetAttributeValue("id", copy.Attribute("id") is null ? null : NewClipId());
        foreach (var definition in copy.Elements().Where(e => e.Name.LocalName is "file" or "sequence" && e.Attribute("id") is not null))
            definition.RemoveNodes();
        copy.Elements("link").Remove();
        return copy;
    }

    public MediaFile? Media(string id) => _media.GetValueOrDefault(id);

    public void Lose(string where, string what) => _losses.Add(new Loss(where, what));

    public void Lose(IEnumerable<Loss> losses) => _losses.AddRange(losses);

    /// <summary>A time as a whole frame, exactly where it is one and listed as lost where it is not.</summary>
    public string Frame(Rational frames, string where, string what)
    {
        var frame = frames.Round();
        if (!frames.IsInteger)
            Lose(where, $"{what} is {frames.Value.ToString("0.####", CultureInfo.InvariantCulture)} frames and becomes {frame}");
        return frame.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The id that a clip gets: its own where no other has it.</summary>
    public string ClipId(Clip clip) => clip.Id.Length > 0 && _clipIds.Add(clip.Id) ? clip.Id : NewClipId();

    private string NewClipId()
    {
        string id;
        do
            id = $"clipitem-{++_clips}";
        while (!_clipIds.Add(id));
        return id;
    }
}
