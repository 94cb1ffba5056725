using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Cutting;

/// <summary>What a choice of steps is made into before it is a list of clips, in this order: short gaps are closed, short clips dropped, and what is left gets margins. In seconds.</summary>
public sealed record ClipShape
{
    /// <summary>Gaps shorter than this are kept too.</summary>
    [Range(0.0, 60.0)]
    public double Merge { get; init; } = 0.5;

    /// <summary>Clips shorter than this are dropped.</summary>
    [Range(0.0, 60.0)]
    public double Shortest { get; init; } = 0.5;

    /// <summary>How much sooner a clip begins.</summary>
    [Range(0.0, 60.0)]
    public double Before { get; init; } = 0.2;

    /// <summary>How much later it ends.</summary>
    [Range(0.0, 60.0)]
    public double After { get; init; } = 0.2;

    /// <summary>Nothing is changed.</summary>
    public static ClipShape None { get; } = new() { Merge = 0, Shortest = 0, Before = 0, After = 0 };
}
