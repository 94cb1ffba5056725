using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats;

/// <summary>Reads one format of timelines. To add one, implement this and put it into <see cref="TimelineFormats"/>.</summary>
public interface ITimelineReader
{
    /// <summary>"xmeml", "fcpxml", "otio": stable, and what <see cref="TimelineProject.Format"/> says.</summary>
    string Name { get; }

    /// <summary>Whether a file is of this format, by its beginning alone: names of files lie.</summary>
    /// <param name="beginning">The first <see cref="TimelineFormats.SniffedBytes"/> bytes as text, without byte order mark; shorter for a shorter file.</param>
    bool Recognises(string beginning);

    /// <summary>Reads a whole file. Input is hostile: bounds before allocation, no entity expanded, nothing fetched.</summary>
    /// <param name="content">The file from its beginning; not closed.</param>
    /// <exception cref="TimelineException">It cannot be read; names clip and line (the caller adds the file).</exception>
    TimelineProject Read(Stream content, ReadOptions options);
}
