using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>
/// Puts every file and nested sequence where it is used first, as xmeml wants it: after clips came, went and moved, the definition may stand in one that went, or behind
/// its first use, or nowhere.
/// </summary>
internal sealed class Definitions(WriteContext context)
{
    private readonly HashSet<(string Kind, string Id)> _defined = [];

    public void Place(XElement root)
    {
        foreach (var element in root.Elements().ToArray())
        {
            if (element.Name.LocalName is "file" or "sequence" && element.Attribute("id")?.Value is { } id)
                Define(element, id);
            if (element.HasElements)
                Place(element);
        }
    }

    private void Define(XElement element, string id)
    {
        var isFirst = _defined.Add((element.Name.LocalName, id));
        if (!isFirst || element.HasElements)
            return;
        var definition = element.Name.LocalName == "file"
            ? context.Media(id) is { } media ? MediaWriter.Write(media, context) : null
            : context.Project.FindSequence(id) is { } sequence ? SequenceWriter.Write(sequence, context) : null;
        if (definition is null)
        {
            context.Lose(id, $"a clip refers to the {element.Name.LocalName} '{id}', which the project does not have");
            return;
        }
        // What stood further down becomes a reference.
        if (definition.Parent is not null)
            definition.ReplaceWith(new XElement(definition.Name, definition.Attribute("id")));
        definition.SetAttributeValue("id", id);
        foreach (var space in definition.DescendantNodes().OfType<XText>().Where(t => t.Parent!.HasElements && string.IsNullOrWhiteSpace(t.Value)).ToArray())
            space.Remove();
        var place = element.ElementsBeforeSelf().LastOrDefault();
        var parent = element.Parent!;
        XmlLayout.Remove(element);
        XmlLayout.InsertAfter(parent, place, definition);
        Place(definition);
    }
}
