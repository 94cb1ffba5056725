using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>
/// Reads a whole document. Projects are its timelines, and so are compound clips that stand in no other timeline; compound clips inside of others, and
/// synchronised clips, are nested. Clips of the browser are no timelines: they stay with the document.
/// </summary>
internal static class FcpxmlReader
{
    public static TimelineProject Read(XDocument document)
    {
        var root = document.Root!;
        var context = new FcpxmlContext(root);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var sequences = new List<Sequence>();
        foreach (var project in root.Descendants("project"))
        {
            var element = project.Element("sequence") ?? throw StoryElement.Failure(project, $"'{project.Text("name")}' has no sequence");
            var id = project.Text("uid") ?? project.Text("id") ?? "";
            if (id.Length == 0 || context.Resources.Contains(id) || !ids.Add(id))
                ids.Add(id = Numbered(ids, context));
            sequences.Add(SequenceReader.Read(element, id, project.Text("name") ?? "", context));
        }
        var inside = Placed(root);
        var nested = new List<Sequence>();
        var multicams = new List<Multicam>();
        foreach (var media in context.Resources.Media)
        {
            var id = media.Text("id")!;
            if (media.Element("sequence") is { } element)
                (inside.Contains(id) ? nested : sequences).Add(SequenceReader.Read(element, id, media.Text("name") ?? "", context));
            else if (media.Element("multicam") is not null)
                multicams.Add(SequenceReader.ReadMulticam(media, context));
        }
        return new TimelineProject
        {
            Name = root.Descendants("event").FirstOrDefault()?.Text("name") ?? sequences.FirstOrDefault()?.Name ?? "",
            Format = FcpxmlFormat.FormatName,
            Version = root.Text("version") ?? "",
            Sequences = sequences,
            Nested = [.. nested, .. context.Synchronized],
            Multicams = multicams,
            Media = [.. context.Resources.Assets.Select(context.Resources.ReadAsset)],
            Origin = new Origin(document, XmlSource.LineOf(root)) { Unmodelled = Browser(root) },
        };
    }

    /// <summary>Compound clips that stand on a timeline: of a project, or of another compound clip.</summary>
    private static HashSet<string> Placed(XElement root) =>
        [.. root.Descendants("ref-clip").Where(c => c.Ancestors().Any(a => a.Name == "sequence" || a.Name == "multicam")).Select(c => c.Text("ref")).OfType<string>()];

    private static string Numbered(HashSet<string> taken, FcpxmlContext context)
    {
        var number = 1;
        while (taken.Contains($"project-{number}") || context.Resources.Contains($"project-{number}"))
            number++;
        return $"project-{number}";
    }

    private static List<string> Browser(XElement root)
    {
        var names = new List<string>();
        var around = root.Elements("library").Elements("event").Concat(root.Elements("event")).Append(root);
        var clips = around.Elements().Count(StoryElement.IsItem);
        if (clips > 0)
            names.Add(clips == 1 ? "a clip of the browser" : $"{clips} clips of the browser");
        names.AddRange(root.Descendants().Where(e => e.Name.LocalName.EndsWith("-collection", StringComparison.Ordinal) || e.Name == "collection-folder").Select(e => $"{e.Name.LocalName} '{e.Text("name")}'"));
        return names;
    }
}
