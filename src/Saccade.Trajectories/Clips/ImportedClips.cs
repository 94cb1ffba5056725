namespace Saccade.Trajectories.Clips;

/// <summary>How clips were cut out of somebody's own videos; prediction does the same to what it is given.</summary>
public sealed record ImportedClips
{
    /// <summary>Frames a second to which videos were brought, such as <c>8</c> or <c>30000/1001</c>.</summary>
    public required string Rate { get; init; }

    public required Background Background { get; init; }
}
