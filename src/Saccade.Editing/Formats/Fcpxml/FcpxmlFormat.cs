using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>FCPXML, Final Cut Pro's interchange format, versions 1.8 to 1.11. Source: Apple's FCPXML reference.</summary>
public sealed class FcpxmlFormat : ITimelineReader, ITimelineWriter
{
    internal const string FormatName = "fcpxml";

    public string Name => FormatName;

    public IReadOnlyList<string> Extensions { get; } = [".fcpxml"];

    public bool Recognises(string beginning) => Prologue.RootName(beginning) == FormatName;

    public TimelineProject Read(Stream content, ReadOptions options)
    {
        var document = XmlSource.Load(content);
        return document.Root is { } root && root.Name == FormatName ? FcpxmlReader.Read(document)
            : throw new TimelineException($"is no FCPXML: its first element is <{document.Root?.Name.LocalName}>", line: XmlSource.LineOf(document.Root));
    }

    public IReadOnlyList<Loss> Write(TimelineProject project, Stream output)
    {
        if (project.IsAsRead && project.Origin?.Element is XDocument asRead && project.Format == FormatName)
        {
            XmlOutput.Save(asRead, output);
            return [];
        }
        var target = new FcpxmlDocument(project);
        new FcpxmlWriter(target).Write();
        XmlOutput.Save(target.Document, output);
        return target.IsNew ? [.. target.Losses, .. UnmodelledParts.Of(project)] : target.Losses;
    }
}
