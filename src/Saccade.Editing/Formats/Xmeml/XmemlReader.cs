using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Reads a whole document: its sequences wherever they lie (in projects and bins too), and what they refer to.</summary>
internal static class XmemlReader
{
    public static TimelineProject Read(XDocument document, ReadOptions options)
    {
        var root = document.Root ?? throw new TimelineException("has no element");
        var context = new XmemlContext(root, options);
        var media = context.Files.Select(f => MediaReader.Read(f.Definition, f.Id)).ToArray();
        List<Sequence> sequences = [];
        List<Sequence> nested = [];
        foreach (var (id, definition) in context.Sequences)
            (definition.Ancestors("sequence").Any() || definition.Ancestors("clip").Any() ? nested : sequences).Add(SequenceReader.Read(definition, id, context));
        var rate = sequences.Concat(nested).Select(s => (FrameRate?)s.Rate).FirstOrDefault() ?? new FrameRate(25, 1);
        return new TimelineProject
        {
            Name = root.Element("project")?.Element("name")?.Value ?? sequences.FirstOrDefault()?.Name ?? "",
            Format = XmemlFormat.FormatName,
            Version = root.Attribute("version")?.Value ?? "",
            Keyframes = options.Keyframes,
            Sequences = sequences,
            Nested = nested,
            Multicams = [.. context.Multiclips.Select(m => MulticamReader.Read(m.Definition, m.Id, rate, context))],
            Media = media,
            Origin = new Origin(document, XmlSource.LineOf(root)),
        };
    }
}
