namespace Saccade.Editing.Timelines;

/// <summary>Several views of one event, in step; a clip shows one at a time.</summary>
public sealed record Multicam : TimelineNode
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public required FrameRate Rate { get; init; }

    public IReadOnlyList<MulticamAngle> Angles { get; init; } = [];
}

/// <summary>One view: tracks whose times count from the multicam's beginning.</summary>
public sealed record MulticamAngle : TimelineNode
{
    /// <summary>Unique in its multicam.</summary>
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public IReadOnlyList<Track> Tracks { get; init; } = [];
}
