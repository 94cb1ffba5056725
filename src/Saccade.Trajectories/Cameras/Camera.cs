namespace Saccade.Trajectories.Cameras;

/// <summary>A camera that takes square pictures of the ball.</summary>
public abstract class Camera(int size)
{
    /// <summary>Radius of the ball in world units: about 3.5 pixels of 64 where the cameras look.</summary>
    public const double BallRadius = 0.35;

    /// <summary>Width and height of the picture in pixels.</summary>
    public int Size { get; } = size;

    /// <summary>How this camera sees a ball whose centre is at <paramref name="positionWorld"/>.</summary>
    public abstract BallView See(PositionWorld positionWorld);

    /// <summary>What this camera may see at <paramref name="pixels"/>.</summary>
    public abstract Ray Through(PositionPixels pixels);

    /// <summary>Where a ball is that this camera alone sees so: its distance follows from its size, where size shows it.</summary>
    /// <param name="centre">Its centre in the picture.</param>
    /// <param name="radiusPixels">Of its disc, above 0.</param>
    public abstract PositionWorld Locate(PositionPixels centre, double radiusPixels);

    /// <summary>
    /// The cameras of a clip, view 0 first: for <see cref="Projection.Pinhole"/> at (5 cos 90k°, 5 sin 90k°, 2), looking at the origin;
    /// from above there is only one picture to take.
    /// </summary>
    /// <exception cref="ArgumentException">The number of views is not one the projection has.</exception>
    public static Camera[] For(Projection projection, int views, int size)
    {
        var most = projection == Projection.Pinhole ? 4 : 1;
        if (views < 1 || views > most)
            throw new ArgumentException($"views: {views} is not between 1 and {most}, which is what the {projection.ToString().ToLowerInvariant()} projection has.");
        if (projection == Projection.Orthographic)
            return [new OrthographicCamera(size)];
        // Exact places on the axes: the sine of a quarter turn would leave 1e-16 where 0 is meant.
        PositionWorld[] places = [new(5, 0, 2), new(0, 5, 2), new(-5, 0, 2), new(0, -5, 2)];
        return [.. places.Take(views).Select(place => new PinholeCamera(place, size))];
    }
}
