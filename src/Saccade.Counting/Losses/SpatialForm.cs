namespace Saccade.Counting.Losses;

/// <summary>How the cost of a distance grows with it; see <see cref="SpatialLoss"/>.</summary>
public enum SpatialForm
{
    /// <summary>The square of each axis' error.</summary>
    Squared,

    /// <summary>A square up to a threshold, then a line that begins higher and rises more slowly.</summary>
    Funnel,

    /// <summary>Ten squares, a square, a line; the historical thresholds.</summary>
    ThreeStages,

    /// <summary>A square up to a threshold, then its tangent.</summary>
    Huber,
}
