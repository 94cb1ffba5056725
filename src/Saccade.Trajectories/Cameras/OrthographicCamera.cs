namespace Saccade.Trajectories.Cameras;

/// <summary>
/// Looks straight down and hides the height: x = size / 2 * (1 + X / 3), y = size / 2 * (1 - Y / 3), in pixels, with constant radius
/// and light. Three world units either way hold every path of both sets of motions.
/// </summary>
public sealed class OrthographicCamera(int size) : Camera(size)
{
    public const double HalfWidthWorld = 3;

    public override BallView See(PositionWorld positionWorld)
    {
        var pixelsPerUnit = 0.5 * Size / HalfWidthWorld;
        return new(
            new(0.5 * Size + pixelsPerUnit * positionWorld.X, 0.5 * Size - pixelsPerUnit * positionWorld.Y),
            pixelsPerUnit * BallRadius,
            Brightness: 0.55);
    }
}
