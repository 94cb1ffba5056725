namespace Saccade.Editing.Suggesting.Fitting;

/// <summary>A curve that stands still, or goes from knot to knot: held before the first and after the last.</summary>
/// <param name="Constant">(D): the value of a curve without knots.</param>
/// <param name="Knots">In the order of their samples; empty where the curve stands still.</param>
internal sealed record FittedCurve(double[] Constant, IReadOnlyList<Knot> Knots);

/// <param name="Sample">Which of the samples it stands at.</param>
/// <param name="IsHeld">Whether its value stays until the next knot, instead of going there in a straight line.</param>
/// <param name="Values">(D)</param>
internal readonly record struct Knot(int Sample, bool IsHeld, double[] Values);
