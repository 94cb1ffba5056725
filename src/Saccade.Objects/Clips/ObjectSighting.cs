using Saccade.Trajectories;

namespace Saccade.Objects.Clips;

/// <summary>An object in one frame of one clip, as it is drawn.</summary>
/// <param name="Frame">From 0.</param>
/// <param name="Centre">Of its disc, pixels.</param>
/// <param name="RadiusPixels">Of its disc.</param>
/// <param name="VisibleShare">How much of the disc can be seen, from 0 (excluded) to 1: the rest is hidden by others or outside the picture.</param>
public readonly record struct ObjectSighting(int Frame, PositionPixels Centre, double RadiusPixels, double VisibleShare);
