namespace Saccade.Trajectories.Cameras;

/// <summary>
/// A pinhole camera that looks at the origin with its up side towards +z:
/// x = size / 2 + f * right / depth, y = size / 2 - f * up / depth, in pixels, where (right, up, depth) are the position's coordinates
/// along the camera's axes and f = size / (2 tan(half the field of view)). Size and light of the ball fall with 1 / depth.
/// </summary>
public sealed class PinholeCamera : Camera
{
    /// <summary>
    /// Tangent of half the field of view (62 degrees): wide enough that the matched motions stay in the picture.
    /// </summary>
    public const double HalfFieldTangent = 0.6;

    // Nothing nearer is projected: matched motions stay beyond 2, historical lines may come past the lens.
    private const double NearestDepth = 0.5;

    // Light is full up to here and falls with the square of the distance beyond: as 1 / distance in a picture's (gamma) values.
    private const double FullLightDepth = 3;

    private readonly PositionWorld place, right, up, forward;
    private readonly double focalPixels;

    /// <param name="place">Where the pinhole is, in world units; not on the z axis.</param>
    /// <param name="size">Width and height of the picture in pixels.</param>
    public PinholeCamera(PositionWorld place, int size) : base(size)
    {
        this.place = place;
        forward = (-1 / place.Length) * place;
        var sideways = forward.Cross(new(0, 0, 1));
        right = (1 / sideways.Length) * sideways;
        up = right.Cross(forward);
        focalPixels = size / (2 * HalfFieldTangent);
    }

    public override BallView See(PositionWorld positionWorld)
    {
        var fromCamera = positionWorld - place;
        var depth = Math.Max(fromCamera.Dot(forward), NearestDepth);
        var pixelsPerUnit = focalPixels / depth;
        return new(
            new(0.5 * Size + pixelsPerUnit * fromCamera.Dot(right), 0.5 * Size - pixelsPerUnit * fromCamera.Dot(up)),
            pixelsPerUnit * BallRadius,
            Math.Min(1, FullLightDepth / depth));
    }

    public override Ray Through(PositionPixels pixels)
    {
        var towards = AtDepth1(pixels);
        return new(place, 1 / towards.Length * towards);
    }

    public override PositionWorld Locate(PositionPixels centre, double radiusPixels) =>
        place + focalPixels * BallRadius / radiusPixels * AtDepth1(centre);

    // From the pinhole to what is seen there, one unit along the axis.
    private PositionWorld AtDepth1(PositionPixels pixels) =>
        forward + (pixels.X - 0.5 * Size) / focalPixels * right + (0.5 * Size - pixels.Y) / focalPixels * up;
}
