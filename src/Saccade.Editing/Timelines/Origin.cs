namespace Saccade.Editing.Timelines;

/// <summary>A node's place in the document that it was read from.</summary>
/// <param name="element">The format's own: an XML element, a JSON object.</param>
/// <param name="line">Line in the file, from 1; 0 where the format has no lines.</param>
public sealed class Origin(object element, int line = 0)
{
    public object Element { get; } = element;

    public int Line { get; } = line;

    /// <summary>What stands there that the model does not hold, by the format's names: kept when the same format is written, lost in any other.</summary>
    public IReadOnlyList<string> Unmodelled { get; init => field = value.Count == 0 ? [] : value; } = [];

    /// <summary>The node as it was read: what a writer compares a changed copy with.</summary>
    public TimelineNode? AsRead { get; internal set; }
}
