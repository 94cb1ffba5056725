namespace Saccade.Trajectories;

/// <summary>
/// A place in an image, in pixels: x to the right, y down, (0, 0) the outer corner of the top left pixel, so that pixel
/// (i, j) has its centre at (i + 0.5, j + 0.5). It may lie outside the image.
/// </summary>
public readonly record struct PositionPixels(double X, double Y);
