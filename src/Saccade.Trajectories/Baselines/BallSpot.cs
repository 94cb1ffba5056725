namespace Saccade.Trajectories.Baselines;

/// <summary>Where a picture shows the ball, measured from its pixels.</summary>
/// <param name="Centre">The disc's centre.</param>
/// <param name="RadiusPixels">The disc's radius.</param>
/// <param name="Light">Mean light on the disc, 0 to 1.</param>
public readonly record struct BallSpot(PositionPixels Centre, double RadiusPixels, double Light);
