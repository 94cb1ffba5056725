using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats;

/// <summary>Writes one format of timelines. To add one, implement this and put it into <see cref="TimelineFormats"/>.</summary>
public interface ITimelineWriter
{
    /// <summary>"xmeml", "fcpxml", "otio", "edl": stable.</summary>
    string Name { get; }

    /// <summary>With full stop, the usual one first: a file written by that name has this format unless asked otherwise.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>
    /// Writes a whole file. What was read from this format is patched: equal XML or JSON where nothing was changed, and a second pass gives equal bytes. What was not is
    /// built anew from the model.
    /// </summary>
    /// <returns>All that the format cannot say, each by the name of its clip.</returns>
    /// <exception cref="TimelineException">It cannot be written at all.</exception>
    IReadOnlyList<Loss> Write(TimelineProject project, Stream output);
}
