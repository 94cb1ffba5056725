namespace Saccade.Trajectories.Motions;

/// <summary>Around a vertical axis at constant height: angle(t) = phase + 2 pi turns t; negative turns go clockwise seen from above.</summary>
public sealed class CircularMotion(PositionWorld centre, double radius, double phase, double turns) : Motion
{
    public static MotionFamily Family { get; } = new("circular",
        ["centre_x", "centre_y", "centre_z", "radius", "phase", "turns"], Matched, Historical);

    public override PositionWorld At(double t)
    {
        var (sin, cos) = Math.SinCos(phase + 2 * Math.PI * turns * t);
        return new(centre.X + radius * cos, centre.Y + radius * sin, centre.Z);
    }

    public override void WriteParameters(Span<double> parameters)
    {
        (parameters[0], parameters[1], parameters[2]) = centre;
        (parameters[3], parameters[4], parameters[5]) = (radius, phase, turns);
    }

    private static CircularMotion Matched(SampleRandom random) =>
        new(MatchedCentre.Draw(random), random.Uniform(3, 0.6, 1.2), random.Uniform(4, 0, 2 * Math.PI),
            random.Sign(5) * random.Uniform(6, 0.8, 1.2));

    private static CircularMotion Historical(SampleRandom random) =>
        new(new(0, 0, random.Uniform(2, -0.5, 0.5)), random.Uniform(3, 0.5, 1.5), phase: 0, turns: 1);
}
