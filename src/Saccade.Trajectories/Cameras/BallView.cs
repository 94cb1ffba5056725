namespace Saccade.Trajectories.Cameras;

/// <summary>How a camera sees the ball: everything that rendering needs.</summary>
/// <param name="Centre">Image of the ball's centre; it may lie outside the picture.</param>
/// <param name="RadiusPixels">Radius of the ball's disc.</param>
/// <param name="Brightness">Light on the ball, 0 to 1.</param>
public readonly record struct BallView(PositionPixels Centre, double RadiusPixels, double Brightness);
