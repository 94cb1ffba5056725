using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>
/// Final Cut Pro 7's interchange format, versions 4 and 5, as Premiere and Resolve write and read it. A fragment (a lone filter, as some tools hand it on) is
/// read as a project without sequences.
/// </summary>
public sealed class XmemlFormat : ITimelineReader, ITimelineWriter
{
    internal const string FormatName = "xmeml";

    public string Name => FormatName;

    public IReadOnlyList<string> Extensions { get; } = [".xml", ".xmeml"];

    public bool Recognises(string beginning) => Prologue.RootName(beginning) is "xmeml" or "filter";

    public TimelineProject Read(Stream content, ReadOptions options) => XmemlReader.Read(XmlSource.Load(content), options);

    public IReadOnlyList<Loss> Write(TimelineProject project, Stream output)
    {
        var (document, losses) = new XmemlWriter(project).Document();
        XmlOutput.Save(document, output);
        return losses;
    }
}
