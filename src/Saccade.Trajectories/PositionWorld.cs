namespace Saccade.Trajectories;

/// <summary>A place in the scene, in world units: the ground is x, y, up is z, the origin is where cameras look.</summary>
public readonly record struct PositionWorld(double X, double Y, double Z)
{
    public static PositionWorld operator +(PositionWorld a, PositionWorld b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static PositionWorld operator -(PositionWorld a, PositionWorld b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static PositionWorld operator *(double factor, PositionWorld a) => new(factor * a.X, factor * a.Y, factor * a.Z);

    public double Dot(PositionWorld other) => X * other.X + Y * other.Y + Z * other.Z;

    public PositionWorld Cross(PositionWorld other) =>
        new(Y * other.Z - Z * other.Y, Z * other.X - X * other.Z, X * other.Y - Y * other.X);

    public double Length => Math.Sqrt(Dot(this));
}
