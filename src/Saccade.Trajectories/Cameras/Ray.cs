namespace Saccade.Trajectories.Cameras;

/// <summary>What one place in a picture can show: the points <c>Origin + s Direction</c> of the scene, in world units.</summary>
/// <param name="Origin">A point of the ray.</param>
/// <param name="Direction">Away from the camera, of length 1.</param>
public readonly record struct Ray(PositionWorld Origin, PositionWorld Direction)
{
    /// <summary>The point whose squared distances to all rays have the least sum (a linear problem in three unknowns); null when the rays run side by side.</summary>
    /// <param name="rays">At least two.</param>
    public static PositionWorld? Meet(ReadOnlySpan<Ray> rays)
    {
        // For each ray (I - d dT)(p - o) is the way from it to p; its sum over rays is to be zero.
        var (x, y, z, right) = (default(PositionWorld), default(PositionWorld), default(PositionWorld), default(PositionWorld));
        foreach (var (origin, d) in rays)
        {
            PositionWorld rowX = new PositionWorld(1, 0, 0) - d.X * d, rowY = new PositionWorld(0, 1, 0) - d.Y * d, rowZ = new PositionWorld(0, 0, 1) - d.Z * d;
            (x, y, z) = (x + rowX, y + rowY, z + rowZ);
            right += new PositionWorld(rowX.Dot(origin), rowY.Dot(origin), rowZ.Dot(origin));
        }
        var determinant = x.Dot(y.Cross(z));
        if (Math.Abs(determinant) < 1e-6)
            return null;
        return 1 / determinant * (right.X * y.Cross(z) + right.Y * z.Cross(x) + right.Z * x.Cross(y));
    }
}
