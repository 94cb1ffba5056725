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

    public override Ray Through(PositionPixels pixels) => new(Locate(pixels, radiusPixels: 0), new(0, 0, -1));

    /// <summary>On the ground: the height cannot be seen, and paths lie about it.</summary>
    public override PositionWorld Locate(PositionPixels centre, double radiusPixels)
    {
        var pixelsPerUnit = 0.5 * Size / HalfWidthWorld;
        return new((centre.X - 0.5 * Size) / pixelsPerUnit, (0.5 * Size - centre.Y) / pixelsPerUnit, 0);
    }
}
