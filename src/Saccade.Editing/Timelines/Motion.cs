namespace Saccade.Editing.Timelines;

/// <summary>How a picture is placed. A property that a file does not mention has the value of <see cref="None"/>.</summary>
public sealed record Motion
{
    /// <summary>A picture where it is.</summary>
    public static Motion None { get; } = new();

    /// <summary>In percent of the source's own size, across and down; both are the same unless the format can say otherwise.</summary>
    public Animated<Pair> Scale { get; init; } = new Pair(100, 100);

    /// <summary>Offset of the anchor from the frame's centre, in parts of the frame's width and height: 0, 0 is the centre.</summary>
    public Animated<Pair> Position { get; init; } = default(Pair);

    /// <summary>In degrees clockwise.</summary>
    public Animated<double> Rotation { get; init; } = 0;

    /// <summary>Offset of the point that scale and rotation leave where it is, from the picture's centre, in parts of its width and height.</summary>
    public Animated<Pair> Anchor { get; init; } = default(Pair);
}
