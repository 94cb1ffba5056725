namespace Saccade.Editing.Timelines;

/// <summary>What is cut off each side, in percent of the picture's width or height.</summary>
public sealed record Crop
{
    public static Crop None { get; } = new();

    public Animated<double> Left { get; init; } = 0;

    public Animated<double> Right { get; init; } = 0;

    public Animated<double> Top { get; init; } = 0;

    public Animated<double> Bottom { get; init; } = 0;
}
