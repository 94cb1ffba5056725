using System.Xml.Linq;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>
/// What the parts of a document refer to across it: files, sequences and multiclips are defined where they are used first (or anywhere: the element with content is the
/// definition) and elsewhere named by id. A definition without an id gets one that no document can hold.
/// </summary>
internal sealed class XmemlContext
{
    private readonly Dictionary<XElement, string> _ids = [];
    private readonly HashSet<(string Kind, string Id)> _defined = [];
    private readonly Dictionary<string, XElement> _multiclips = [];

    public XmemlContext(XElement root, ReadOptions options)
    {
        Options = options;
        List<XElement> items = [];
        foreach (var element in root.DescendantsAndSelf())
        {
            switch (element.Name.LocalName)
            {
                case "clipitem" or "generatoritem":
                    items.Add(element);
                    break;
                case "file":
                    Define(element, Files);
                    break;
                case "sequence":
                    Define(element, Sequences);
                    break;
                case "multiclip":
                    Define(element, Multiclips);
                    break;
            }
        }
        Links = new LinkGroups(items);
        foreach (var (id, definition) in Multiclips)
            _multiclips[id] = definition;
    }

    public ReadOptions Options { get; }

    public LinkGroups Links { get; }

    /// <summary>Definitions with their ids, in the document's order.</summary>
    public List<(string Id, XElement Definition)> Files { get; } = [];

    public List<(string Id, XElement Definition)> Sequences { get; } = [];

    public List<(string Id, XElement Definition)> Multiclips { get; } = [];

    public string MediaId(XElement file) => Id(file);

    public string SequenceId(XElement sequence) => Id(sequence);

    public string MulticamId(XElement multiclip) => Id(multiclip);

    /// <summary>The element itself where nothing defines it.</summary>
    public XElement MulticamDefinition(XElement multiclip) => multiclip.HasElements ? multiclip : _multiclips.GetValueOrDefault(Id(multiclip), multiclip);

    private string Id(XElement element) => _ids.GetValueOrDefault(element) ?? element.Attribute("id")?.Value ?? "";

    /// <summary>The first definition of an id is the one that counts.</summary>
    private void Define(XElement element, List<(string Id, XElement Definition)> definitions)
    {
        if (!element.HasElements)
            return;
        var id = element.Attribute("id")?.Value;
        if (id is null)
            _ids[element] = id = $"{element.Name.LocalName}@{definitions.Count + 1}";
        if (_defined.Add((element.Name.LocalName, id)))
            definitions.Add((id, element));
    }
}
