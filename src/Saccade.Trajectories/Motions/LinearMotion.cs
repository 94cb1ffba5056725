namespace Saccade.Trajectories.Motions;

/// <summary>Straight at constant speed: p(t) = start + t * displacement.</summary>
public sealed class LinearMotion(PositionWorld start, PositionWorld displacement) : Motion
{
    public static MotionFamily Family { get; } = new("linear",
        ["start_x", "start_y", "start_z", "displacement_x", "displacement_y", "displacement_z"], Matched, Historical);

    public override PositionWorld At(double t) => start + t * displacement;

    public override void WriteParameters(Span<double> parameters)
    {
        (parameters[0], parameters[1], parameters[2]) = start;
        (parameters[3], parameters[4], parameters[5]) = displacement;
    }

    private static LinearMotion Matched(SampleRandom random)
    {
        var displacement = random.Uniform(5, 1.5, 2.6) * random.Direction(3);
        return new(MatchedCentre.Draw(random) - 0.5 * displacement, displacement);
    }

    private static LinearMotion Historical(SampleRandom random) =>
        new(new(random.Uniform(0, -1, 1), random.Uniform(1, -1, 1), random.Uniform(2, -1, 1)), 2 * random.Direction(3));
}
