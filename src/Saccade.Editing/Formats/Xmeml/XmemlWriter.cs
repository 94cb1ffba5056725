using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>
/// Writes a project. One that was read from xmeml is its document with the changes made in it, so that everything the model does not know stays; any other is built anew.
/// </summary>
internal sealed class XmemlWriter(TimelineProject project)
{
    public (XDocument Document, IReadOnlyList<Loss> Losses) Document()
    {
        var read = project.Format == XmemlFormat.FormatName ? project.Origin?.Element as XDocument : null;
        if (read is not null && project.IsAsRead)
            return (read, []);
        var context = new WriteContext(project, read);
        if (read is null)
            context.Lose(UnmodelledParts.Of(project));
        foreach (var media in project.Media.Where(m => context.Existing(m) is not null))
            MediaWriter.Write(media, context);
        foreach (var nested in project.Nested.Where(s => context.Existing(s) is not null))
            SequenceWriter.Write(nested, context);
        WriteSequences(context);
        new Definitions(context).Place(context.Document.Root!);
        LinkWriter.Write(context);
        if (read is null)
            XmlLayout.Indent(context.Document.Root!, "");
        return (context.Document, context.Losses);
    }

    private void WriteSequences(WriteContext context)
    {
        var root = context.Document.Root!;
        var wanted = project.Sequences.Select(s => SequenceWriter.Write(s, context)).ToArray();
        var kept = wanted.ToHashSet();
        foreach (var gone in ((project.Origin?.AsRead as TimelineProject)?.Sequences ?? []).Select(s => context.Existing(s)).OfType<XElement>().Where(e => !kept.Contains(e)))
            XmlLayout.Remove(gone);
        foreach (var added in wanted.Where(e => e.Parent is null))
            XmlLayout.InsertAfter(root, root.Elements().LastOrDefault(), added);
    }
}
