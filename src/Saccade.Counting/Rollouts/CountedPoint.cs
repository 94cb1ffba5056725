using Saccade.Counting.Geometry;

namespace Saccade.Counting.Rollouts;

/// <summary>One thing that was counted.</summary>
/// <param name="Place">In pixels of the canvas, or of the picture where one is counted.</param>
/// <param name="Confidence">Probability that anything was left when this was chosen.</param>
/// <param name="IsByPerson">Somebody pointed at it, not the model.</param>
public readonly record struct CountedPoint(PointPixels Place, double Confidence, bool IsByPerson = false)
{
    /// <summary>A thing that a person added.</summary>
    public static CountedPoint ByPerson(PointPixels place) => new(place, 1, IsByPerson: true);
}
