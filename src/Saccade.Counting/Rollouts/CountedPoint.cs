using Saccade.Counting.Geometry;

namespace Saccade.Counting.Rollouts;

/// <summary>One thing that was counted.</summary>
/// <param name="Place">In pixels of the canvas.</param>
/// <param name="Confidence">Probability that anything was left when this was chosen.</param>
public readonly record struct CountedPoint(PointPixels Place, double Confidence);
