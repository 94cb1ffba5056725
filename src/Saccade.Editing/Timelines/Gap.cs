namespace Saccade.Editing.Timelines;

/// <summary>An empty stretch that the file has as a thing of its own.</summary>
public sealed record Gap : TrackItem
{
    public bool Enabled { get; init; } = true;
}
