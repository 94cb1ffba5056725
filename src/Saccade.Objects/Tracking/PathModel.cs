namespace Saccade.Objects.Tracking;

/// <summary>
/// What a number of an object that is seen again and again is expected to do: change with a velocity and an acceleration that itself changes a little from frame to frame (white
/// jerk, as in Bar-Shalom, Li and Kirubarajan 2001). All are standard deviations, in units of the number and frames.
/// </summary>
/// <param name="First">Of the first sighting around what is usual.</param>
/// <param name="Velocity">Of the velocity there.</param>
/// <param name="Acceleration">Of the acceleration there.</param>
/// <param name="Jerk">Of the acceleration's change from one frame to the next.</param>
internal readonly record struct PathModel(double First, double Velocity, double Acceleration, double Jerk);
