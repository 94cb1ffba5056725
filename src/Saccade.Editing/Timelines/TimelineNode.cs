namespace Saccade.Editing.Timelines;

/// <summary>
/// Anything on or about a timeline. Nodes are immutable: a change is a copy (<c>clip with { Name = "x" }</c>). Two nodes are compared by
/// <see cref="Comparing.TimelineComparison"/>, not by ==, which for lists compares references.
/// </summary>
/// <remarks>
/// A node that was read carries where it came from. A writer of the same format copies that part of the document verbatim as long as the node is the one
/// that was read, and patches in it only the properties that differ from it otherwise; so unknown elements and attributes survive.
/// </remarks>
public abstract record TimelineNode
{
    private readonly Origin? _origin;

    /// <summary>Where the node was read; null for a new one. A copy made by <c>with</c> keeps it.</summary>
    public Origin? Origin
    {
        get => _origin;
        init
        {
            _origin = value;
            if (value is not null)
                value.AsRead ??= this;
        }
    }

    /// <summary>Whether this is the node that was read, and no changed copy of it. What it refers to by name (media, nested sequences) may have changed.</summary>
    public bool IsAsRead => _origin is not null && ReferenceEquals(_origin.AsRead, this);
}
