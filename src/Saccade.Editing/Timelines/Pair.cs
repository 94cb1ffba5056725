namespace Saccade.Editing.Timelines;

/// <summary>Two numbers across the picture: X to the right, Y downwards.</summary>
public readonly record struct Pair(double X, double Y);
