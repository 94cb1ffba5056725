namespace Saccade.Editing.Timelines;

/// <summary>One setting of an effect: numbers (or pairs) may be animated, all else is text.</summary>
public sealed record Parameter : TimelineNode
{
    public required string Id { get; init; }

    /// <summary>As shown; may be localised.</summary>
    public string Name { get; init; } = "";

    public required ParameterValue Value { get; init; }
}

/// <summary>What a parameter is set to.</summary>
public abstract record ParameterValue
{
    private ParameterValue()
    {
    }

    public sealed record Number(Animated<double> Curve) : ParameterValue;

    public sealed record Point(Animated<Pair> Curve) : ParameterValue;

    /// <summary>Words, switches, colours and blobs, as the format writes them.</summary>
    public sealed record Text(string Value) : ParameterValue;
}
