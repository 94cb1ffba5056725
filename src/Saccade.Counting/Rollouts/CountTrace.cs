using Saccade.Counting.Geometry;

namespace Saccade.Counting.Rollouts;

/// <summary>
/// What a model does by itself in an image, step after step, whatever it takes for the end: where it would stop is decided afterwards (<see cref="Stopping.CountStopping"/>), since the points do not depend on it.
/// </summary>
/// <param name="Points">K points in the order in which they were chosen, in pixels of the canvas.</param>
/// <param name="Ends">K + 1 log-odds of "no more" against anything that is left: before each of the points, and after the last.</param>
/// <param name="Last">Why there are no more than K points.</param>
public sealed record CountTrace(IReadOnlyList<PointPixels> Points, IReadOnlyList<double> Ends, StopReason Last);
