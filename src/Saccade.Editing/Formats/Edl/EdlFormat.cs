using System.Text;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Edl;

/// <summary>
/// Writes CMX 3600 edit decision lists, which every editing and grading program has read for decades: one picture track and two sound tracks of one sequence, cuts,
/// dissolves and constant speeds. All else is listed as lost.
/// </summary>
public sealed class EdlFormat : ITimelineWriter
{
    public string Name => "edl";

    public IReadOnlyList<string> Extensions { get; } = [".edl"];

    public IReadOnlyList<Loss> Write(TimelineProject project, Stream output)
    {
        var sequence = project.Sequences.Count > 0 ? project.Sequences[0] : throw new TimelineException("has no sequence, so there is nothing to list");
        var list = new EdlEvents(project, sequence);
        var text = list.Text();
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        foreach (var line in text)
            writer.WriteLine(line);
        return [.. project.Sequences.Skip(1).Select(s => new Loss(s.Name, "an edit decision list holds one sequence; this one is left out")), .. list.Losses];
    }
}
