namespace Saccade.Trajectories.Motions;

/// <summary>
/// A <see cref="CircularMotion"/> that climbs at constant speed: seen from above the two are the same path.
/// The centre is that of the clip's part: height(t) = centre.Z + (t - 1/2) rise.
/// </summary>
public sealed class HelicalMotion(PositionWorld centre, double radius, double phase, double turns, double rise) : Motion
{
    public static MotionFamily Family { get; } = new("helical",
        ["centre_x", "centre_y", "centre_z", "radius", "phase", "turns", "rise"], Matched, Historical)
    {
        FromAbove = CircularMotion.Family.Name,
    };

    public override PositionWorld At(double t)
    {
        var (sin, cos) = Math.SinCos(phase + 2 * Math.PI * turns * t);
        return new(centre.X + radius * cos, centre.Y + radius * sin, centre.Z + (t - 0.5) * rise);
    }

    public override void WriteParameters(Span<double> parameters)
    {
        (parameters[0], parameters[1], parameters[2]) = centre;
        (parameters[3], parameters[4], parameters[5], parameters[6]) = (radius, phase, turns, rise);
    }

    private static HelicalMotion Matched(SampleRandom random) =>
        new(MatchedCentre.Draw(random), random.Uniform(3, 0.6, 1.2), random.Uniform(4, 0, 2 * Math.PI),
            random.Sign(5) * random.Uniform(6, 0.8, 1.2), random.Sign(7) * random.Uniform(8, 1, 2));

    private static HelicalMotion Historical(SampleRandom random)
    {
        var rise = random.Uniform(4, 0.5, 2.0);
        return new(new(0, 0, 0.5 * rise), random.Uniform(3, 0.5, 1.5), phase: 0, turns: 1, rise);
    }
}
